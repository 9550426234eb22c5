using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// One line of a case's history: how it stood from then on. Written with the change it tells of, and never changed.
/// </summary>
public sealed class CoverageIncidentEvent : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid IncidentId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CoverageIncidentEventKind Kind { get; init; }

    /// <summary>
    /// The officer, or the administrator who merged parties, by their sign-in; null for the portal itself.
    /// </summary>
    public string? ActorName { get; init; }

    public required CoverageIncidentState State { get; init; }

    public string? Owner { get; init; }

    public string? Statement { get; init; }

    internal static CoverageIncidentEvent Create(
        CoverageIncident changed,
        CoverageIncidentEventKind kind,
        string? by,
        DateTimeOffset now
    ) =>
        new()
        {
            IncidentId = changed.Id,
            At = now,
            Kind = kind,
            ActorName = by,
            State = changed.State,
            Owner = changed.Owner,
            Statement = changed.Statement,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<CoverageIncidentEvent>
    {
        public void Configure(EntityTypeBuilder<CoverageIncidentEvent> builder)
        {
            builder.ToTable("CoverageIncidentEvents");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.ActorName).HasMaxLength(320);
            builder.Property(e => e.Owner).HasMaxLength(320);
            builder.Property(e => e.Statement).HasMaxLength(CoverageIncident.MaxStatementLength);
            builder.HasIndex(e => new { e.IncidentId, e.At });
            builder
                .HasOne<CoverageIncident>()
                .WithMany()
                .HasForeignKey(e => e.IncidentId)
                .OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What happened to a case.</summary>
public enum CoverageIncidentEventKind
{
    /// <summary>The first such disclosure was seen.</summary>
    Found,

    /// <summary>An officer decided something.</summary>
    Decided,

    /// <summary>It had been fixed, and another came.</summary>
    Reopened,

    /// <summary>Its party was found to be the same as another, whose case of the same kind it now is.</summary>
    Merged,
}
