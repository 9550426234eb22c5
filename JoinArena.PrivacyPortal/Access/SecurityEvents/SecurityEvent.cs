using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// Something that matters for who can do what. Each one is a line in the log; those by or about the privacy team, and
/// those about API keys, are also rows of the team's audit trail. It names accounts and keys by their ids only: no email
/// address, no name, no IP address.
/// </summary>
public sealed class SecurityEvent : IAppendOnly
{
    public const int MaxDetailLength = 200;

    /// <summary>How long the audit trail keeps an event.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(2 * 365);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    public required SecurityEventKind Kind { get; init; }

    public required SecurityEventResult Result { get; init; }

    public required SecurityEventOrigin Origin { get; init; }

    /// <summary>The account that acted; null if no one was signed in, and on the command line.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The session in which it happened.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The account or API key that it happened to; null if that is the actor's own account.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>A role, a factor, a reason, or the pattern of a page's address. Never anything that a person typed.</summary>
    public string? Detail { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SecurityEvent>
    {
        public void Configure(EntityTypeBuilder<SecurityEvent> builder)
        {
            builder.ToTable("SecurityEvents");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Detail).HasMaxLength(MaxDetailLength);
            // No foreign keys: the trail outlives accounts and keys.
            builder.HasIndex(e => new { e.At, e.Id });
            builder.HasIndex(e => new
            {
                e.ActorId,
                e.Kind,
                e.At,
            });
        }
    }
}

/// <summary>The audit trail as a set on the context.</summary>
public static class SecurityEventSets
{
    extension(PortalDbContext db)
    {
        public DbSet<SecurityEvent> SecurityEvents => db.Set<SecurityEvent>();
    }
}
