using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Starts requests whose cooling-off time has ended, and expires drafts that were never confirmed. Finds them in the
/// requests themselves, so that a run that is missed loses nothing.
/// </summary>
public sealed class RequestTimeoutJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    RequestStarter starter,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var cooledOff = await FindAsync(
            r =>
                r.State == RequestState.Confirmed
                && r.CoolingOffEnds <= now
                && (r.IdentityAskedAt == null || r.IdentityProvenAt != null),
            ct
        );
        foreach (var id in cooledOff)
            await ChangeAsync(id, (db, request) => StartAsync(db, request, now, ct), ct);

        var oldestDraft = now - DeletionOptions.DraftLifetime;
        var expired = await FindAsync(r => r.State == RequestState.Submitted && r.SubmittedAt <= oldestDraft, ct);
        foreach (var id in expired)
            await ChangeAsync(id, (_, request) => Task.FromResult(Expire(request, now)), ct);
    }

    private async Task<bool> StartAsync(
        PortalDbContext db,
        DeletionRequest request,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // Since it was found, the worker may have withdrawn it or been asked for proof of identity.
        if (request.State is not RequestState.Confirmed || request.CoolingOffEnds > now || request.IsIdentityAwaited)
            return false;
        await starter.StartAsync(db, request, Actor.Portal, ct);
        return true;
    }

    private static bool Expire(DeletionRequest request, DateTimeOffset now)
    {
        if (request.State is not RequestState.Submitted)
            return false;
        request.Expire(now);
        return true;
    }

    private async Task<List<Guid>> FindAsync(Expression<Func<DeletionRequest, bool>> isDue, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DeletionRequests.Where(isDue)
            .OrderBy(r => r.Id)
            .Take(BatchSize)
            .Select(r => r.Id)
            .ToListAsync(ct);
    }

    // One request that fails must not keep the others waiting. The next run finds it again.
    private Task<bool> ChangeAsync(
        Guid id,
        Func<PortalDbContext, DeletionRequest, Task<bool>> change,
        CancellationToken ct
    ) => setAside.TryAsync<RequestTimeoutJob>(id.ToString(), () => requests.ChangeAsync(id, change, ct), ct);
}
