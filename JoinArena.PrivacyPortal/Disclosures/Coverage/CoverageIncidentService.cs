using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>What the team reads and decides about incidents: uncovered disclosures by their cause.</summary>
public sealed partial class CoverageIncidentService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many incidents, or disclosures of one, a page shows.</summary>
    public const int PageSize = 25;

    /// <summary>The change feed's subject for incidents.</summary>
    public const string ChangeSubject = "uncovered-cases";

    /// <summary>A page of the incidents that pass the filter, those with the latest disclosure first.</summary>
    public async Task<PagedCoverageIncidents> ListAsync(
        CoverageIncidentFilter filter,
        DisclosureCursor? from,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var incidents = filter.Apply(db.CoverageIncidents.AsNoTracking());
        if (from is { Time: var time, Id: var id })
            incidents = incidents.Where(c => c.LastAt <= time && (c.LastAt < time || c.Id.CompareTo(id) < 0));
        var found = await (
            from c in incidents
            join party in db.Parties on c.PartyId equals party.Id
            orderby c.LastAt descending, c.Id descending
            select new CoverageIncidentSummary(c, party.Name, party.Kind)
        )
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return new(
            [.. found.Take(PageSize)],
            found.Count > PageSize ? new(found[PageSize - 1].Incident.LastAt, found[PageSize - 1].Incident.Id) : null
        );
    }

    /// <summary>What there is to filter by: the parties, purposes and kinds of data of all incidents.</summary>
    public async Task<IncidentChoices> FindChoicesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var incidents = new CoverageIncidentFilter().Apply(db.CoverageIncidents.AsNoTracking());
        var parties = db.Parties.Where(p => incidents.Any(c => c.PartyId == p.Id));
        return new(
            await parties
                .OrderBy(p => p.Name)
                .ThenBy(p => p.Id)
                .Select(p => new IncidentParty(p.Id, p.Name))
                .ToListAsync(ct),
            [.. (await incidents.Select(c => c.Purpose).Distinct().ToListAsync(ct)).Order()],
            [.. (await incidents.Select(c => c.Category).Distinct().ToListAsync(ct)).Order()]
        );
    }

    /// <summary>One incident with its history; null when there is none with that id.</summary>
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
        var history = await db
            .CoverageIncidentEvents.AsNoTracking()
            .Where(e => e.IncidentId == id)
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .ToListAsync(ct);
        return new(found.c, found.Name, found.Kind, history);
    }

    /// <summary>A page of the disclosures of an incident, newest first.</summary>
    public async Task<PagedIncidentDisclosures> ListDisclosuresAsync(
        CoverageIncident incident,
        DisclosureCursor? from,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await QueryDisclosures(db, incident, from).Take(PageSize + 1).ToListAsync(ct);
        string[] workers = [.. found.Select(d => d.WorkerId).Distinct()];
        var names = await db
            .Workers.Where(w => workers.Contains(w.Id))
            .Select(w => new { w.Id, w.Name })
            .ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var sources = await db.FindSourceNamesAsync(found.Select(d => d.Source), ct);
        return new(
            [
                .. found
                    .Take(PageSize)
                    .Select(d =>
                        d with
                        {
                            WorkerName = names.GetValueOrDefault(d.WorkerId),
                            SourceName = sources.GetValueOrDefault(d.Source),
                        }
                    ),
            ],
            found.Count > PageSize ? new(found[PageSize - 1].Time, found[PageSize - 1].Id) : null
        );
    }

    /// <summary>Saves what an officer has decided, with an event for the history.</summary>
    /// <param name="officer">The officer's email address.</param>
    /// <param name="officers">The email addresses of everyone who may own an incident.</param>
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
        // An owner who has left the team may stay the owner.
        var isNewOwner = decision.Owner is not null && decision.Owner != found.Owner;
        if (isNewOwner && !officers.Contains(decision.Owner, StringComparer.OrdinalIgnoreCase))
            return CoverageIncidentError.NotAnOfficer;

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

    internal static IQueryable<IncidentDisclosure> QueryDisclosures(
        PortalDbContext db,
        CoverageIncident incident,
        DisclosureCursor? from
    )
    {
        var party = incident.PartyId;
        var purpose = incident.Purpose;
        var category = incident.Category;
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

/// <summary>Why a decision was not saved.</summary>
public enum CoverageIncidentError
{
    NotFound,

    /// <summary>An incident can be explained only with a statement.</summary>
    StatementRequired,
    StatementTooLong,
    NotAnOfficer,

    /// <summary>The incident was decided or reopened after the officer's page was loaded.</summary>
    ChangedMeanwhile,
}
