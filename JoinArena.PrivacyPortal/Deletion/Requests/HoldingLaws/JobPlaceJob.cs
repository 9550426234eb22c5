using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;

/// <summary>
/// Finds jobs that were announced after their data's deletion was asked for, in places whose law then holds too. The law
/// counts from receipt, whenever we learn of the job. It finds them in what is announced, so a missed run loses nothing.
/// </summary>
/// <remarks>A place that is announced away again keeps its law for this request: an earlier date stays promised.</remarks>
public sealed class JobPlaceJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            var found = await FindAsync(after, ct);
            foreach (var id in found)
                await setAside.TryAsync<JobPlaceJob>(id.ToString(), () => AddJobsAsync(id, ct), ct);
            if (found.Count < BatchSize)
                return;
            after = found[^1];
        }
    }

    /// <summary>The open requests of workers with data of a job.</summary>
    private async Task<List<Guid>> FindAsync(Guid after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = db.DataItems;
        var disclosures = db.Disclosures;
        return await db
            .DeletionRequests.Where(r =>
                r.Id > after
                && (r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
                && (
                    items.Any(i => i.WorkerId == r.WorkerId && i.JobLocation != null)
                    || disclosures.Any(d => d.WorkerId == r.WorkerId && d.JobLocations != null)
                )
            )
            .OrderBy(r => r.Id)
            .Take(BatchSize)
            .Select(r => r.Id)
            .ToListAsync(ct);
    }

    private async Task AddJobsAsync(Guid id, CancellationToken ct)
    {
        // Nearly always there is nothing new, and then the request is not locked.
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var request = await db.DeletionRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
            if (request is null || await FindNewPlacesAsync(db, request, ct) is null)
                return;
        }

        await requests.ChangeAsync(id, (db, request) => AddJobsAsync(db, request, ct), ct);
    }

    private async Task<bool> AddJobsAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        if (!request.State.IsOpen || await FindNewPlacesAsync(db, request, ct) is not { } places)
            return false;
        var now = clock.GetInstant();
        request.AddJobs(places, rules.ComputeDeadlinesAgain(places, request), now);
        await db.Ledger.AppendAsync(
            DeletionRedated.FromRequest(request, now),
            request.FindLastEvent(RequestEventKind.JobPlaceFound).Id,
            ct
        );
        return true;
    }

    /// <returns>Null if every job that decides something is known to the request.</returns>
    private async Task<RequestPlaces?> FindNewPlacesAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var held = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        var jobs = await RequestPlacesQuery.FindJobsAsync(db, rules, request.WorkerId, request.Scope, held, ct);
        return request.Places.WithJobs(jobs);
    }
}
