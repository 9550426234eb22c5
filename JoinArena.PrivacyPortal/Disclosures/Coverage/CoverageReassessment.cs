using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Why a disclosure that was in the book was judged a second time.</summary>
public enum ReassessmentReason
{
    /// <summary>
    /// The worker's acceptance came into the book after the report of something that happened later than it.
    /// </summary>
    AcceptanceRecorded,

    /// <summary>What the clauses of the version cover was described anew; their text was not changed.</summary>
    ClausesDescribedAnew,
}

/// <summary>
/// That a disclosure was judged again, and otherwise: what it had counted as before. The report itself never changes.
/// </summary>
public sealed class CoverageReassessment : IAppendOnly
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DisclosureId { get; init; }

    public required string WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ReassessmentReason Reason { get; init; }

    public required CoverageStatus PreviousStatus { get; init; }

    /// <summary>The version it was judged by before.</summary>
    public required string? PreviousVersion { get; init; }

    public required CoverageStatus NewStatus { get; init; }

    public required string? NewVersion { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CoverageReassessment>
    {
        public void Configure(EntityTypeBuilder<CoverageReassessment> builder)
        {
            builder.ToTable("CoverageReassessments");
            builder.Property(j => j.Id).ValueGeneratedNever();
            builder.Property(j => j.PreviousVersion).HasMaxLength(20);
            builder.Property(j => j.NewVersion).HasMaxLength(20);
            builder.HasIndex(j => j.DisclosureId);
            builder.HasOne<Disclosure>().WithMany().HasForeignKey(j => j.DisclosureId);
        }
    }
}

/// <summary>What a version's clauses covered when disclosures were last judged by it.</summary>
public sealed class AssessedVersion
{
    /// <summary>The version's number.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of what its clauses cover, in hexadecimal.</summary>
    public required string CoversSha256 { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<AssessedVersion>
    {
        public void Configure(EntityTypeBuilder<AssessedVersion> builder)
        {
            builder.ToTable("AssessedVersions");
            builder.HasKey(j => j.Version);
            builder.Property(j => j.Version).HasMaxLength(20);
            builder.Property(j => j.CoversSha256).HasMaxLength(64);
        }
    }
}

/// <summary>A disclosure was judged again, and now stands otherwise.</summary>
public sealed record DisclosureReassessed(
    string Subject,
    DateTimeOffset At,
    string Disclosure,
    ReassessmentReason Why,
    CoverageStatus Standing,
    string? Version
) : LedgerEvent("disclosure-judged-again", Subject, At);

/// <summary>The sets of what was judged again.</summary>
public static class CoverageReassessmentSets
{
    extension(PortalDbContext db)
    {
        public DbSet<CoverageReassessment> CoverageReassessments => db.Set<CoverageReassessment>();

        public DbSet<AssessedVersion> AssessedVersions => db.Set<AssessedVersion>();
    }
}
