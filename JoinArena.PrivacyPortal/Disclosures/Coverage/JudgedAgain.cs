using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Why a disclosure that was in the book was judged a second time.</summary>
public enum RejudgeReason
{
    /// <summary>The worker's acceptance came into the book after the report of something that happened later than it.</summary>
    AcceptanceRecorded,

    /// <summary>What the clauses of the version cover was described anew; their text was not changed.</summary>
    ClausesDescribedAnew,
}

/// <summary>That a disclosure was judged again, and otherwise: what it had counted as before. The report itself never changes.</summary>
public sealed class JudgedAgain : IAppendOnly
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DisclosureId { get; init; }

    public required string WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required RejudgeReason Why { get; init; }

    public required Standing WasStanding { get; init; }

    /// <summary>The version it was judged by before.</summary>
    public required string? WasVersion { get; init; }

    public required Standing NowStanding { get; init; }

    public required string? NowVersion { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<JudgedAgain>
    {
        public void Configure(EntityTypeBuilder<JudgedAgain> builder)
        {
            builder.ToTable("DisclosuresJudgedAgain");
            builder.Property(j => j.Id).ValueGeneratedNever();
            builder.Property(j => j.WasVersion).HasMaxLength(20);
            builder.Property(j => j.NowVersion).HasMaxLength(20);
            builder.HasIndex(j => j.DisclosureId);
            builder.HasOne<Disclosure>().WithMany().HasForeignKey(j => j.DisclosureId);
        }
    }
}

/// <summary>What a version's clauses covered when disclosures were last judged by it.</summary>
public sealed class JudgedBy
{
    /// <summary>The version's number.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of what its clauses cover, in hexadecimal.</summary>
    public required string CoversSha256 { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<JudgedBy>
    {
        public void Configure(EntityTypeBuilder<JudgedBy> builder)
        {
            builder.ToTable("DisclosuresJudgedBy");
            builder.HasKey(j => j.Version);
            builder.Property(j => j.Version).HasMaxLength(20);
            builder.Property(j => j.CoversSha256).HasMaxLength(64);
        }
    }
}

/// <summary>A disclosure was judged again, and now stands otherwise.</summary>
public sealed record DisclosureJudgedAgain(string Subject, DateTimeOffset At, string Disclosure, RejudgeReason Why, Standing Standing, string? Version) : LedgerEvent("disclosure-judged-again", Subject, At);

/// <summary>The sets of what was judged again.</summary>
public static class RejudgingSets
{
    extension(PortalDbContext db)
    {
        public DbSet<JudgedAgain> JudgedAgain => db.Set<JudgedAgain>();

        public DbSet<JudgedBy> JudgedBy => db.Set<JudgedBy>();
    }
}
