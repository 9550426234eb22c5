using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Disclosures that no clause covers, of one category of data, to or from one party, for one purpose. They most likely
/// have one cause, so they are one thing for the team to look into. <see cref="CoverageIncidentCounter"/> writes the
/// counts. An officer decides everything else, except that the portal reopens an incident that was fixed and goes on.
/// </summary>
public sealed class CoverageIncident
{
    /// <summary>The most characters a statement may have.</summary>
    public const int MaxStatementLength = 1_000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string PartyId { get; init; }

    public required Purpose Purpose { get; init; }

    public required DataCategory Category { get; init; }

    public CoverageIncidentState State { get; private set; } = CoverageIncidentState.Open;

    public required DateTimeOffset StateAt { get; set; }

    /// <summary>The email address of the officer who looks into it. Never shown to a worker.</summary>
    public string? Owner { get; private set; }

    /// <summary>What the team says about it. Every worker with such a disclosure reads it.</summary>
    public string? Statement { get; private set; }

    public DateTimeOffset? StatementAt { get; private set; }

    /// <summary>When it was reopened because it went on after it was fixed; null where it is not open for that reason.</summary>
    public DateTimeOffset? ReopenedAt { get; private set; }

    /// <summary>How many disclosures; 0 once each was retracted, corrected or reassessed as covered.</summary>
    public int Times { get; private set; }

    /// <summary>How many of them no clause of the accepted version allowed.</summary>
    public int UnderNoClause { get; private set; }

    /// <summary>How many of them happened after the worker had stopped the use.</summary>
    public int AgainstStop { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>When the latest report arrived.</summary>
    public DateTimeOffset LastReceivedAt { get; private set; }

    /// <summary><see cref="Times"/> when it was marked as fixed. More than that are new reports, whenever they happened.</summary>
    public int TimesWhenFixed { get; private set; }

    /// <summary>Raised by each change of state, owner or statement, so that two officers don't overwrite each other.</summary>
    public int Revision { get; private set; }

    /// <summary>Replaces the counts.</summary>
    /// <returns>True where this reopened the incident: it had been fixed, and goes on, or a stop was passed over.</returns>
    internal bool UpdateCounts(CoverageIncidentCount counted, DateTimeOffset now)
    {
        Times = counted.Times;
        UnderNoClause = counted.UnderNoClause;
        // What explains the others does not explain that a worker's stop was passed over.
        var isAgainstMoreStops = counted.AgainstStop > AgainstStop;
        AgainstStop = counted.AgainstStop;
        FirstAt = counted.FirstAt;
        LastAt = counted.LastAt;
        LastReceivedAt = counted.LastReceivedAt;
        var goesOn = State is CoverageIncidentState.Fixed && (LastReceivedAt > StateAt || Times > TimesWhenFixed);
        if (!goesOn && (State is CoverageIncidentState.Open || !isAgainstMoreStops))
            return false;
        State = CoverageIncidentState.Open;
        StateAt = now;
        ReopenedAt = goesOn ? now : null;
        Revision++;
        return true;
    }

    /// <summary>Sets the counts to 0, where none of its disclosures counts any longer.</summary>
    internal void ClearCounts()
    {
        Times = 0;
        UnderNoClause = 0;
        AgainstStop = 0;
    }

    /// <summary>
    /// Takes over another incident of the same kind, whose party was merged into this one's. It is open if either was,
    /// and keeps the owner and the statement of either.
    /// </summary>
    internal void MergeWith(CoverageIncident other, DateTimeOffset now)
    {
        if (State is not CoverageIncidentState.Open && other.State is CoverageIncidentState.Open)
        {
            State = CoverageIncidentState.Open;
            StateAt = now;
            ReopenedAt = null;
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
        {
            Statement = other.Statement;
            StatementAt = other.StatementAt;
        }

        Owner ??= other.Owner;
        TimesWhenFixed += other.Times;
        AgainstStop += other.AgainstStop;
        Revision++;
    }

    /// <summary>Applies what an officer has decided.</summary>
    internal void ApplyDecision(CoverageIncidentDecision decision, DateTimeOffset now)
    {
        if (decision.State != State)
        {
            State = decision.State;
            StateAt = now;
            ReopenedAt = null;
        }

        if (State is CoverageIncidentState.Fixed)
            TimesWhenFixed = Times;
        if (!string.Equals(decision.Statement, Statement, StringComparison.Ordinal))
        {
            Statement = decision.Statement;
            StatementAt = decision.Statement is null ? null : now;
        }

        Owner = decision.Owner;
        Revision++;
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

/// <summary>How far the team is with an incident. A person decides; any state may follow any other.</summary>
public enum CoverageIncidentState
{
    /// <summary>The team has to look into it.</summary>
    Open,

    /// <summary>The statement explains it. It may go on.</summary>
    Explained,

    /// <summary>It no longer happens. If it does, the incident is reopened.</summary>
    Fixed,
}

/// <summary>What an officer decides.</summary>
/// <param name="Owner">The email address of the officer who looks into it; null for none.</param>
/// <param name="Statement">Text for the workers concerned; null for none.</param>
/// <param name="ExpectedRevision">The revision the officer's page showed.</param>
public sealed record CoverageIncidentDecision(
    CoverageIncidentState State,
    string? Owner,
    string? Statement,
    int ExpectedRevision
);

/// <summary>The incidents as sets of the context.</summary>
public static class CoverageIncidentSets
{
    extension(PortalDbContext db)
    {
        public DbSet<CoverageIncident> CoverageIncidents => db.Set<CoverageIncident>();

        public DbSet<CoverageIncidentEvent> CoverageIncidentEvents => db.Set<CoverageIncidentEvent>();
    }
}
