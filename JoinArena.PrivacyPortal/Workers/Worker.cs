using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>A worker as JoinArena announced them: the data subject (GDPR 4(1)).</summary>
public sealed class Worker
{
    private static readonly TimeSpan s_confirmedBefore = TimeSpan.FromDays(90);

    /// <summary>JoinArena's id.</summary>
    public required string Id { get; init; }

    /// <summary>The email address as people read it (<see cref="EmailAddress.Text"/>).</summary>
    public required string Email { get; set; }

    /// <summary>The email address in the form used to compare (<see cref="EmailAddress.Key"/>). It is unique.</summary>
    public required string NormalizedEmail { get; set; }

    public required string Name { get; set; }

    /// <summary>
    /// ISO 3166 code of where the worker lives, such as <c>DE</c> or <c>US-CA</c>. It decides which law applies.
    /// </summary>
    public required string Jurisdiction { get; set; }

    /// <summary>BCP 47 tag of the language that JoinArena announced.</summary>
    public required string Locale { get; set; }

    /// <summary>BCP 47 tag of the language that the worker chose here; null until they do.</summary>
    public string? ChosenLanguage { get; set; }

    /// <summary>BCP 47 tag of the language to write to the worker in.</summary>
    public string Language => ChosenLanguage ?? Locale;

    /// <summary>The IANA time zone that JoinArena announced.</summary>
    public required string TimeZone { get; set; }

    /// <summary>The IANA time zone that the worker chose here; null until they do.</summary>
    public string? ChosenTimeZone { get; set; }

    /// <summary>The IANA time zone to show times to the worker in.</summary>
    public string ShownTimeZone => ChosenTimeZone ?? TimeZone;

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Since when this has been the worker's email address.</summary>
    public DateTimeOffset EmailSince { get; set; }

    /// <summary>
    /// Whether who confirmed this email address at that time may see the worker's data. A confirmation counts once the
    /// address is the worker's; before that only for the first address of a worker, who may have registered here before
    /// they were announced, and not for ever, because addresses are given to other people.
    /// </summary>
    /// <param name="confirmedAt">When they last showed that they read its email; null if not, or for another worker.</param>
    public bool IsEmailConfirmed(DateTimeOffset? confirmedAt) =>
        confirmedAt >= EmailSince || (EmailSince == AnnouncedAt && AnnouncedAt - confirmedAt <= s_confirmedBefore);

    internal sealed class Mapping : IEntityTypeConfiguration<Worker>
    {
        public void Configure(EntityTypeBuilder<Worker> builder)
        {
            builder.ToTable("Workers");
            builder.Property(w => w.Id).HasMaxLength(200);
            builder.Property(w => w.Email).HasMaxLength(320);
            builder.Property(w => w.NormalizedEmail).HasMaxLength(320);
            builder.Property(w => w.Name).HasMaxLength(200).HasConversion<OneLineConverter>();
            builder.Property(w => w.Jurisdiction).HasMaxLength(10);
            builder.Property(w => w.Locale).HasMaxLength(35);
            builder.Property(w => w.ChosenLanguage).HasMaxLength(35);
            builder.Ignore(w => w.Language);
            builder.Property(w => w.TimeZone).HasMaxLength(60);
            builder.Property(w => w.ChosenTimeZone).HasMaxLength(60);
            builder.Ignore(w => w.ShownTimeZone);
            builder.HasIndex(w => w.NormalizedEmail).IsUnique();
        }
    }
}

/// <summary>The workers as a set on the context.</summary>
public static class WorkerSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Worker> Workers => db.Set<Worker>();
    }
}
