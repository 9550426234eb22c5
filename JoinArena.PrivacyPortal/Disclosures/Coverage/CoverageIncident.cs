using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// What no clause covers, of one kind of data, to or from one party, for one purpose: most likely one cause, so one
/// thing for the team to look into. Its counts are
/// written by <see cref="CoverageIncidentCounter"/>, everything else by an officer, or by the portal where what was
/// fixed goes on.
/// </summary>
public sealed class CoverageIncident
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxStatementLength = 1_000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string PartyId { get; init; }

    public required Purpose Purpose { get; init; }

    public required DataCategory Category { get; init; }

    public CoverageIncidentState State { get; private set; } = CoverageIncidentState.Open;

    public required DateTimeOffset StateAt { get; set; }

    /// <summary>The officer who looks into it, by their sign-in. Never shown to a worker.</summary>
    public string? Owner { get; private set; }

    /// <summary>What the team says about it, read by every worker who has such an entry.</summary>
    public string? Statement { get; private set; }

    public DateTimeOffset? StatementAt { get; private set; }

    /// <summary>When more of it came after it had been fixed; null while it is not open for that reason.</summary>
    public DateTimeOffset? ReopenedAt { get; private set; }

    /// <summary>How many disclosures; 0 once every one has been taken back or judged otherwise.</summary>
    public int Times { get; private set; }

    /// <summary>How many of them broke the version accepted then; the others came before any was accepted.</summary>
    public int UnderNoClause { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>When the latest report of one arrived.</summary>
    public DateTimeOffset LastReceivedAt { get; private set; }

    /// <summary><see cref="Times"/> when it was fixed: more of them are new, whenever they happened.</summary>
    public int TimesWhenFixed { get; private set; }

    /// <summary>Raised by each change of state, owner or note, so that two officers do not undo one another.</summary>
    public int Revision { get; private set; }

    /// <summary>Takes the place of what was counted before.</summary>
    /// <returns>Whether it had been fixed, and goes on.</returns>
    internal bool UpdateCounts(CoverageIncidentCount counted, DateTimeOffset now)
    {
        (Times, UnderNoClause, FirstAt, LastAt, LastReceivedAt) = (
            counted.Times,
            counted.UnderNoClause,
            counted.FirstAt,
            counted.LastAt,
            counted.LastReceivedAt
        );
        if (State is not CoverageIncidentState.Fixed || (LastReceivedAt <= StateAt && Times <= TimesWhenFixed))
            return false;
        (State, StateAt, ReopenedAt, Revision) = (CoverageIncidentState.Open, now, now, Revision + 1);
        return true;
    }

    /// <summary>Nothing of it counts any more.</summary>
    internal void ClearCounts() => (Times, UnderNoClause) = (0, 0);

    /// <summary>
    /// Goes on for another of the same kind too, whose party was found to be the same: open if either is, with what was
    /// said of either.
    /// </summary>
    internal void MergeWith(CoverageIncident other, DateTimeOffset now)
    {
        if (State is not CoverageIncidentState.Open && other.State is CoverageIncidentState.Open)
        {
            (State, StateAt, ReopenedAt) = (CoverageIncidentState.Open, now, null);
        }
        else if (
            State is CoverageIncidentState.Fixed
            && other.State is CoverageIncidentState.Fixed
            && other.StateAt > StateAt
        )
        {
            StateAt = other.StateAt;
        }

        if (Statement is null && other.Statement is not null)
            (Statement, StatementAt) = (other.Statement, other.StatementAt);
        Owner ??= other.Owner;
        TimesWhenFixed += other.Times;
        Revision++;
    }

    /// <summary>Takes down what an officer has decided.</summary>
    internal void ApplyDecision(CoverageIncidentDecision decision, DateTimeOffset now)
    {
        if (decision.State != State)
            (State, StateAt, ReopenedAt) = (decision.State, now, null);
        if (State is CoverageIncidentState.Fixed)
            TimesWhenFixed = Times;
        if (!string.Equals(decision.Statement, Statement, StringComparison.Ordinal))
            (Statement, StatementAt) = (decision.Statement, decision.Statement is null ? null : now);
        (Owner, Revision) = (decision.Owner, Revision + 1);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CoverageIncident>
    {
        public void Configure(EntityTypeBuilder<CoverageIncident> builder)
        {
            builder.ToTable("CoverageIncidents");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.PartyId).HasMaxLength(200);
            builder.Property(c => c.Owner).HasMaxLength(320);
            builder.Property(c => c.Statement).HasMaxLength(MaxStatementLength);
            builder.Property(c => c.Revision).IsConcurrencyToken();
            builder
                .HasIndex(c => new
                {
                    c.PartyId,
                    c.Purpose,
                    c.Category,
                })
                .IsUnique();
            builder.HasIndex(c => new { c.LastAt, c.Id });
            builder.HasIndex(c => new
            {
                c.State,
                c.LastAt,
                c.Id,
            });
            builder.HasOne<Party>().WithMany().HasForeignKey(c => c.PartyId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>How far the team is. Each may follow each other: a person decides.</summary>
public enum CoverageIncidentState
{
    /// <summary>Somebody has to look.</summary>
    Open,

    /// <summary>The note says why it is so; it may go on.</summary>
    Explained,

    /// <summary>It no longer happens. If it does, it is open again.</summary>
    Fixed,
}

/// <summary>What an officer decides.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Owner">Who looks into it, by their sign-in; null for nobody.</param>
/// <param name="Statement">For the workers concerned; null for none.</param>
/// <param name="ExpectedRevision">The revision that was on the officer's page.</param>
public sealed record CoverageIncidentDecision(
    CoverageIncidentState State,
    string? Owner,
    string? Statement,
    int ExpectedRevision
);

/// <summary>The cases as sets of the context.</summary>
public static class CoverageIncidentSets
{
    extension(PortalDbContext db)
    {
        public DbSet<CoverageIncident> CoverageIncidents => db.Set<CoverageIncident>();

        public DbSet<CoverageIncidentEvent> CoverageIncidentEvents => db.Set<CoverageIncidentEvent>();
    }
}
