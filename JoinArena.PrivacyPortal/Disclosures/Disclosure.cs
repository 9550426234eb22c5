using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// One act by which items went to a party or came from one, as a system reported it (accounting of disclosures, 45 CFR
/// 164.528). What was reported never changes. The party changes when parties are merged, the coverage when it is
/// reassessed, and <see cref="EndedBy"/> when it is amended.
/// </summary>
public sealed class Disclosure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The system that reported it.</summary>
    public required string Source { get; init; }

    /// <summary>The event's id there. With <see cref="Source"/> it makes a report count once.</summary>
    public required string EventId { get; init; }

    public required string WorkerId { get; init; }

    /// <summary>The party that received or provided the items; after a merge, the party that remains.</summary>
    public required string PartyId { get; init; }

    /// <summary>
    /// The party's id in the report, where that party was merged into <see cref="PartyId"/>; null otherwise.
    /// </summary>
    public string? ReportedAs { get; init; }

    public required Direction Direction { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>When it happened, according to the source.</summary>
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? InterviewId { get; init; }

    /// <summary>Further details from the source (model, region, data set), as JSON.</summary>
    public string? Detail { get; init; }

    /// <summary>
    /// Where the jobs are that it was about, read from <see cref="Detail"/>: ISO 3166 codes with spaces between.
    /// </summary>
    public string? JobLocations { get; init; }

    /// <summary>How it relates to the policy the worker had accepted at <see cref="Time"/>.</summary>
    public required CoverageStatus CoverageStatus { get; init; }

    /// <summary>The version the worker had accepted at <see cref="Time"/>; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// The first eight bytes of the SHA-256 of the report's content, which tells a repeat from a conflict; null where it
    /// was not kept.
    /// </summary>
    public byte[]? ContentHash { get; init; }

    /// <summary>The correction it came with, where it replaces an earlier report; null otherwise.</summary>
    public Guid? BroughtBy { get; init; }

    /// <summary>The amendment since which it no longer counts; null while it counts.</summary>
    public Guid? EndedBy { get; set; }

    public List<DisclosureItem> Items { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<Disclosure>
    {
        // What EF writes for DisclosureViewQueries.Uncovered: NoClause, NothingAccepted or AgainstStop.
        private const string UncoveredFilter = "\"CoverageStatus\" IN (3, 2, 4)";

        public void Configure(EntityTypeBuilder<Disclosure> builder)
        {
            builder.ToTable("Disclosures");
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.Direction).HasConversion<EnumCode<Direction>>();
            builder.Property(d => d.Purpose).HasConversion<EnumCode<Purpose>>();
            builder.Property(d => d.CoverageStatus).HasConversion<EnumCode<CoverageStatus>>();
            builder.Property(d => d.Source).HasMaxLength(200);
            builder.Property(d => d.EventId).HasMaxLength(200);
            builder.Property(d => d.Version).HasMaxLength(20);
            builder.Property(d => d.ReportedAs).HasMaxLength(200);
            builder.Property(d => d.JobLocations).HasMaxLength(JobLocationList.MaxLength);
            builder.HasIndex(d => new { d.Source, d.EventId }).IsUnique().IsHashed();
            // The worker's timeline, whole or of one party or interview, which follow the time: they are compared within
            // the index, and a worker's part of it is short. An index for each would double what the three take. Lists
            // are sorted by time and id. The id is left out, because it would be a third of each entry. Disclosures of
            // one instant are sorted as they are read: cheap unless thousands have the same.
            builder.HasIndex(d => new
            {
                d.WorkerId,
                d.Time,
                d.PartyId,
                d.InterviewId,
            });
            // Which laws apply to a deletion request is asked for all of a worker's disclosures with a job.
            builder.HasIndex(d => d.WorkerId, "IX_Disclosures_Jobs").HasFilter("\"JobLocations\" IS NOT NULL");
            // Uncovered disclosures are rare and have queries of their own. The filter must have the same words as those
            // queries: SQLite compares the text.
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
                .HasFilter(UncoveredFilter);
            // For the team, by party. It also replaces the index EF would add for the foreign key below: parties are never
            // deleted, so that one isn't needed.
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
                .HasFilter(UncoveredFilter);
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

    /// <summary>The clause of the accepted version that allowed it; null where none did or none was needed.</summary>
    public string? Clause { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<DisclosureItem>
    {
        public void Configure(EntityTypeBuilder<DisclosureItem> builder)
        {
            builder.ToTable("DisclosureItems");
            builder.IsStoredByKey();
            builder.HasKey(i => new { i.DisclosureId, i.ItemId });
            builder.Property(i => i.ItemId).HasMaxLength(200);
            builder.Property(i => i.Category).HasConversion<EnumCode<DataCategory>>();
            builder.Property(i => i.Clause).HasMaxLength(100);
        }
    }
}
