using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;

/// <summary>Finds what decides which laws hold for a request: the worker's residence, and the jobs of its data.</summary>
public static class RequestPlacesQuery
{
    /// <summary>The places as they are announced now; of the jobs, those at which a law takes hold.</summary>
    /// <param name="held">What parties hold within the scope.</param>
    public static async Task<RequestPlaces> FindAsync(
        PortalDbContext db,
        DeadlineRules rules,
        string workerId,
        DeletionScope scope,
        IReadOnlyList<PartyHoldings> held,
        CancellationToken ct
    )
    {
        var residence = await db.Workers.Where(w => w.Id == workerId).Select(w => w.Jurisdiction).SingleAsync(ct);
        return new(residence, await FindJobsAsync(db, rules, workerId, scope, held, ct));
    }

    /// <summary>The jobs alone, for a request whose residence is settled.</summary>
    internal static async Task<IReadOnlyList<JobData>> FindJobsAsync(
        PortalDbContext db,
        DeadlineRules rules,
        string workerId,
        DeletionScope scope,
        IReadOnlyList<PartyHoldings> held,
        CancellationToken ct
    )
    {
        var jobs = await AnnouncedJobs.FindAsync(db, workerId, ct);
        if (jobs.IsEmpty)
            return [];
        var announced = await Within(scope, db.DataItems.AsNoTracking().Where(i => i.WorkerId == workerId))
            .Select(i => new ScopedItem(i.Id, i.InterviewId, i.Category))
            .ToListAsync(ct);
        var items = held.SelectMany(h => h.Items)
            .Select(i => new ScopedItem(i.ItemId, i.InterviewId, i.Category))
            .Concat(announced);
        return rules.FilterJobs(
            items.SelectMany(i => jobs.FindPlaces(i.Id, i.InterviewId).Select(p => new JobData(p, i.Category)))
        );
    }

    // What no party holds any more can still be data of a job: JoinArena's own.
    private static IQueryable<DataItem> Within(DeletionScope scope, IQueryable<DataItem> all) =>
        scope.Kind switch
        {
            ScopeKind.Everything => all,
            ScopeKind.Categories => all.Where(i => scope.Categories.Contains(i.Category)),
            ScopeKind.Interview => all.Where(i => i.InterviewId == scope.InterviewId),
            ScopeKind.Party or ScopeKind.Uncovered => all.Where(i => false),
        };

    private sealed record ScopedItem(string Id, string? InterviewId, DataCategory Category);
}
