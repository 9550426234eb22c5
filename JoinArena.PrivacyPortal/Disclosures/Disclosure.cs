using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// One act by which items went to a party or came from one, as a reporting system told it (accounting of disclosures,
/// 45 CFR 164.528). Never changed.
/// </summary>
public sealed class Disclosure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The system that reported it.</summary>
    public required string Source { get; init; }

    /// <summary>Its id there; with <see cref="Source"/> it makes a report count once.</summary>
    public required string EventId { get; init; }

    public required string WorkerId { get; init; }

    /// <summary>Who got it or gave it. Where parties were merged, the one they are now.</summary>
    public required string PartyId { get; init; }

    /// <summary>
    /// The id it was reported under, where that party was found to be the same as <see cref="PartyId"/>.
    /// </summary>
    public string? ReportedAs { get; init; }

    public required Direction Direction { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>When it happened, as the source says.</summary>
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? InterviewId { get; init; }

    /// <summary>What else the source said (model, region, data set), as JSON.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the policy accepted at <see cref="Time"/> allowed it, or needed not to.</summary>
    public required CoverageStatus CoverageStatus { get; init; }

    /// <summary>The version the worker had accepted at <see cref="Time"/>.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// SHA-256 of what was said, by which a repeat is told from a conflict; null for what was taken before that was
    /// kept.
    /// </summary>
    public byte[]? ContentHash { get; init; }

    /// <summary>The amendment that brought it, where it says what is right instead of an earlier report.</summary>
    public Guid? BroughtBy { get; init; }

    /// <summary>The amendment by which it no longer holds; null while it counts.</summary>
    public Guid? EndedBy { get; set; }

    public List<DisclosureItem> Items { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Disclosure>
    {
        public void Configure(EntityTypeBuilder<Disclosure> builder)
        {
            builder.ToTable("Disclosures");
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.Source).HasMaxLength(200);
            builder.Property(d => d.EventId).HasMaxLength(200);
            builder.Property(d => d.Version).HasMaxLength(20);
            builder.Property(d => d.ReportedAs).HasMaxLength(200);
            builder.HasIndex(d => new { d.Source, d.EventId }).IsUnique();
            builder.HasIndex(d => new
            {
                d.WorkerId,
                d.Time,
                d.Id,
            });
            builder.HasIndex(d => new
            {
                d.WorkerId,
                d.PartyId,
                d.Time,
                d.Id,
            });
            builder
                .HasIndex(d => new
                {
                    d.WorkerId,
                    d.InterviewId,
                    d.Time,
                    d.Id,
                })
                .HasFilter("\"InterviewId\" IS NOT NULL");
            // What no clause covers is rare and asked for by itself. The filter stands in the words of the queries:
            // SQLite compares them.
            builder
                .HasIndex(
                    d => new
                    {
                        d.WorkerId,
                        d.Time,
                        d.Id,
                    },
                    "IX_Disclosures_Uncovered"
                )
                .HasFilter("\"CoverageStatus\" IN ('NoClause', 'NothingAccepted')");
            // The team asks for it by party. It also stands where one over every disclosure would come with the
            // reference below: parties are never removed, so nothing asks for that.
            builder
                .HasIndex(
                    d => new
                    {
                        d.PartyId,
                        d.Purpose,
                        d.Time,
                        d.Id,
                    },
                    "IX_Disclosures_UncoveredByParty"
                )
                .HasFilter("\"CoverageStatus\" IN ('NoClause', 'NothingAccepted')");
            builder.HasOne<Worker>().WithMany().HasForeignKey(d => d.WorkerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Party>().WithMany().HasForeignKey(d => d.PartyId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(d => d.Items).WithOne().HasForeignKey(i => i.DisclosureId);
        }
    }
}

/// <summary>One item of a disclosure.</summary>
public sealed class DisclosureItem
{
    public Guid DisclosureId { get; init; }

    public required string ItemId { get; init; }

    public required DataCategory Category { get; init; }

    /// <summary>The clause of the accepted version that allowed it, if one did.</summary>
    public string? Clause { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DisclosureItem>
    {
        public void Configure(EntityTypeBuilder<DisclosureItem> builder)
        {
            builder.ToTable("DisclosureItems");
            builder.HasKey(i => new { i.DisclosureId, i.ItemId });
            builder.Property(i => i.ItemId).HasMaxLength(200);
            builder.Property(i => i.Clause).HasMaxLength(100);
        }
    }
}

/// <summary>How a disclosure stands to what the worker had accepted when it happened.</summary>
public enum CoverageStatus
{
    /// <summary>Each item falls under a clause of the version accepted then.</summary>
    Covered,

    /// <summary>JoinArena's own systems run the platform; they are no third party and need no clause.</summary>
    OwnSystem,

    /// <summary>The worker had accepted no version yet.</summary>
    NothingAccepted,

    /// <summary>No clause of the version accepted then allows at least one of the items.</summary>
    NoClause,
}
