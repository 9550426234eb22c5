using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>A worker as JoinArena announced them: the data subject (GDPR 4(1)).</summary>
public sealed class Worker
{
    /// <summary>JoinArena's id.</summary>
    public required string Id { get; init; }

    public required string Email { get; set; }

    /// <summary>The email address in the form used to compare. It is unique.</summary>
    public required string NormalizedEmail { get; set; }

    public required string Name { get; set; }

    /// <summary>
    /// ISO 3166 code of where the worker lives, such as <c>DE</c> or <c>US-CA</c>. It decides which law applies.
    /// </summary>
    public required string Jurisdiction { get; set; }

    /// <summary>BCP 47 tag of the language to write in.</summary>
    public required string Locale { get; set; }

    /// <summary>IANA time zone to show times in.</summary>
    public required string TimeZone { get; set; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Trims the email address and ignores case, as email systems do in practice.</summary>
    public static string NormalizeEmail(string email) => email.Trim().ToUpperInvariant();

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
            builder.Property(w => w.TimeZone).HasMaxLength(60);
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
