using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// One line of an incident's history: its state after a change. Written with that change, and never changed itself.
/// </summary>
public sealed class CoverageIncidentEvent : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid IncidentId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CoverageIncidentEventKind Kind { get; init; }

    /// <summary>
    /// The email address of the officer, or of the administrator who merged parties; null for the portal itself.
    /// </summary>
    public string? ActorName { get; init; }

    public required CoverageIncidentState State { get; init; }

    public string? Owner { get; init; }

    public string? Statement { get; init; }

    internal static CoverageIncidentEvent Create(
        CoverageIncident changed,
        CoverageIncidentEventKind kind,
        string? actor,
        DateTimeOffset now
    ) =>
        new()
        {
            IncidentId = changed.Id,
            At = now,
            Kind = kind,
            ActorName = actor,
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

/// <summary>What happened to an incident.</summary>
public enum CoverageIncidentEventKind
{
    /// <summary>The first such disclosure was found.</summary>
    Found,

    /// <summary>An officer decided something.</summary>
    Decided,

    /// <summary>It had been fixed, and another disclosure was reported.</summary>
    Reopened,

    /// <summary>Its party was merged with another. It now covers the disclosures of both.</summary>
    Merged,
}
