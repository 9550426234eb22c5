using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Why a stored disclosure was assessed again.</summary>
public enum ReassessmentReason
{
    /// <summary>
    /// The worker's acceptance was recorded after the report of a disclosure that happened later than the acceptance.
    /// </summary>
    AcceptanceRecorded,

    /// <summary>
    /// The worker's stop of a use, or its end, was recorded after the report of a disclosure that happened later.
    /// </summary>
    UseDecided,

    /// <summary>The description of what the version's clauses cover was changed. The text of the clauses was not.</summary>
    ClausesDescribedAnew,
}

/// <summary>
/// A disclosure was assessed again, with another result: its status before and after. The report itself never changes.
/// </summary>
public sealed class CoverageReassessment : IAppendOnly
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DisclosureId { get; init; }

    public required string WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ReassessmentReason Reason { get; init; }

    public required CoverageStatus PreviousStatus { get; init; }

    /// <summary>The version it was assessed by before; null for none.</summary>
    public required string? PreviousVersion { get; init; }

    public required CoverageStatus NewStatus { get; init; }

    /// <summary>The version it is assessed by now; null for none.</summary>
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

/// <summary>What a version's clauses covered when disclosures were last assessed by it.</summary>
public sealed class AssessedVersion
{
    /// <summary>The version's number.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of what its clauses cover, in hexadecimal (<see cref="CoverageRulesFingerprint"/>).</summary>
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

/// <summary>The ledger's record of a reassessment that changed a disclosure's status.</summary>
public sealed record DisclosureReassessed(
    string Subject,
    DateTimeOffset At,
    string Disclosure,
    ReassessmentReason Why,
    CoverageStatus Standing,
    string? Version
) : LedgerEvent("disclosure-judged-again", Subject, At);

/// <summary>The reassessments as sets of the context.</summary>
public static class CoverageReassessmentSets
{
    extension(PortalDbContext db)
    {
        public DbSet<CoverageReassessment> CoverageReassessments => db.Set<CoverageReassessment>();

        public DbSet<AssessedVersion> AssessedVersions => db.Set<AssessedVersion>();
    }
}
