using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Where the team works through what no clause covers.</summary>
public sealed class CoverageIncidentService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Cases, or disclosures of one, shown at once.</summary>
    public const int PageSize = 25;

    /// <summary>What the change feed calls the cases.</summary>
    public const string ChangeSubject = "uncovered-cases";

    /// <summary>Cases that pass the filter, those with the latest disclosure first.</summary>
    public async Task<PagedCoverageIncidents> ListAsync(
        CoverageIncidentFilter filter,
        DisclosureCursor? from,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var cases = filter.Apply(db.CoverageIncidents.AsNoTracking());
        if (from is { Time: var time, Id: var id })
            cases = cases.Where(c => c.LastAt <= time && (c.LastAt < time || c.Id.CompareTo(id) < 0));
        var found = await (
            from c in cases
            join party in db.Parties on c.PartyId equals party.Id
            orderby c.LastAt descending, c.Id descending
            select new CoverageIncidentSummary(c, party.Name)
        )
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return new(
            [.. found.Take(PageSize)],
            found.Count > PageSize ? new(found[PageSize - 1].Incident.LastAt, found[PageSize - 1].Incident.Id) : null
        );
    }

    /// <summary>How many are open, and how many of those had been fixed.</summary>
    public async Task<(int Open, int Again)> CountOpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.CoverageIncidents.Where(c => c.State == CoverageIncidentState.Open && c.Times > 0);
        return (await open.CountAsync(ct), await open.CountAsync(c => c.ReopenedAt != null, ct));
    }

    /// <summary>One case with its history, the latest first; null when there is none of that id.</summary>
    public async Task<CoverageIncidentDetails?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (
            from c in db.CoverageIncidents.AsNoTracking()
            where c.Id == id
            join party in db.Parties on c.PartyId equals party.Id
            select new
            {
                c,
                party.Name,
                party.Kind,
            }
        ).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        return new(
            found.c,
            found.Name,
            found.Kind,
            await db
                .CoverageIncidentEvents.AsNoTracking()
                .Where(e => e.IncidentId == id)
                .OrderByDescending(e => e.At)
                .ThenByDescending(e => e.Id)
                .ToListAsync(ct)
        );
    }

    /// <summary>The disclosures of a case, newest first.</summary>
    public async Task<PagedIncidentDisclosures> ListDisclosuresAsync(
        CoverageIncident of,
        DisclosureCursor? from,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await DisclosuresOf(db, of, from).Take(PageSize + 1).ToListAsync(ct);
        return new(
            [.. found.Take(PageSize)],
            found.Count > PageSize ? new(found[PageSize - 1].Time, found[PageSize - 1].Id) : null
        );
    }

    /// <summary>Takes down what an officer has decided, with its trail.</summary>
    /// <param name="id">Which case.</param>
    /// <param name="decision">What they decided.</param>
    /// <param name="officer">Their sign-in.</param>
    /// <param name="officers">Everybody who may own one, by their sign-ins.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<Guid, CoverageIncidentError>> DecideAsync(
        Guid id,
        CoverageIncidentDecision decision,
        string officer,
        IReadOnlyCollection<string> officers,
        CancellationToken ct
    )
    {
        decision = decision with
        {
            Statement = string.IsNullOrWhiteSpace(decision.Statement) ? null : decision.Statement.Trim(),
            Owner = string.IsNullOrEmpty(decision.Owner) ? null : decision.Owner,
        };
        if (decision.Statement?.Length > CoverageIncident.MaxStatementLength)
            return CoverageIncidentError.StatementTooLong;
        if (decision is { State: CoverageIncidentState.Explained, Statement: null })
            return CoverageIncidentError.StatementRequired;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.CoverageIncidents.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found)
            return CoverageIncidentError.NotFound;
        if (found.Revision != decision.ExpectedRevision)
            return CoverageIncidentError.ChangedMeanwhile;
        // Whoever owned it may have left the team since.
        if (
            decision.Owner is not null
            && decision.Owner != found.Owner
            && !officers.Contains(decision.Owner, StringComparer.OrdinalIgnoreCase)
        )
        {
            return CoverageIncidentError.NotAnOfficer;
        }

        var now = clock.GetInstant();
        found.ApplyDecision(decision, now);
        db.CoverageIncidentEvents.Add(
            CoverageIncidentEvent.Create(found, CoverageIncidentEventKind.Decided, officer, now)
        );
        db.PublishChange(ChangeSubject);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return CoverageIncidentError.ChangedMeanwhile;
        }

        await write.CommitAsync(ct);
        return id;
    }

    internal static IQueryable<IncidentDisclosure> DisclosuresOf(
        PortalDbContext db,
        CoverageIncident of,
        DisclosureCursor? from
    )
    {
        var (party, purpose, category) = (of.PartyId, of.Purpose, of.Category);
        var rows = db
            .Disclosures.AsNoTracking()
            .Uncovered()
            .Where(d =>
                d.PartyId == party
                && d.Purpose == purpose
                && d.Items.Any(i => i.Category == category && i.Clause == null)
            );
        return (from is null ? rows : from.FilterOlder(rows))
            .NewestFirst()
            .Select(d => new IncidentDisclosure(
                d.Id,
                d.Time,
                d.WorkerId,
                d.Direction,
                d.Source,
                d.EventId,
                d.CoverageStatus,
                d.Version,
                d.ReportedAs
            ));
    }
}

/// <summary>Which cases to show; kept in the address.</summary>
/// <param name="State">How far they are; null for all.</param>
/// <param name="PartyId">Of which party.</param>
/// <param name="Owner">Whose, by their sign-in.</param>
/// <param name="OnlyUnderNoClause">Without those that only came before any version was accepted.</param>
public sealed record CoverageIncidentFilter(
    CoverageIncidentState? State = null,
    string? PartyId = null,
    string? Owner = null,
    bool OnlyUnderNoClause = false
)
{
    internal IQueryable<CoverageIncident> Apply(IQueryable<CoverageIncident> cases)
    {
        // What has been taken back altogether is of interest only where somebody has said something about it.
        cases = cases.Where(c => c.Times > 0 || c.State != CoverageIncidentState.Open);
        if (State is { } state)
            cases = cases.Where(c => c.State == state);
        if (PartyId is { } party)
            cases = cases.Where(c => c.PartyId == party);
        if (Owner is { } owner)
            cases = cases.Where(c => c.Owner == owner);
        return OnlyUnderNoClause ? cases.Where(c => c.UnderNoClause > 0) : cases;
    }
}

/// <summary>Some cases.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record PagedCoverageIncidents(IReadOnlyList<CoverageIncidentSummary> Incidents, DisclosureCursor? Next);

/// <summary>A case in the list.</summary>
public sealed record CoverageIncidentSummary(CoverageIncident Incident, string PartyName);

/// <summary>All there is about a case, but for the disclosures.</summary>
public sealed record CoverageIncidentDetails(
    CoverageIncident Incident,
    string PartyName,
    PartyKind PartyKind,
    IReadOnlyList<CoverageIncidentEvent> History
);

/// <summary>Some disclosures of a case.</summary>
public sealed record PagedIncidentDisclosures(IReadOnlyList<IncidentDisclosure> Disclosures, DisclosureCursor? Next);

/// <summary>One disclosure of a case, as the team sees it.</summary>
public sealed record IncidentDisclosure(
    Guid Id,
    DateTimeOffset Time,
    string WorkerId,
    Direction Direction,
    string Source,
    string EventId,
    CoverageStatus CoverageStatus,
    string? Version,
    string? ReportedAs
);

/// <summary>Why a decision was not taken down.</summary>
public enum CoverageIncidentError
{
    NotFound,

    /// <summary>What is explained has an explanation.</summary>
    StatementRequired,
    StatementTooLong,
    NotAnOfficer,

    /// <summary>Somebody else decided something, or another one came, since the page was opened.</summary>
    ChangedMeanwhile,
}
