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
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        await ForEachAsync(
            r =>
                r.State == RequestState.Confirmed
                && r.CoolingOffEnds <= now
                && (r.IdentityAskedAt == null || r.IdentityProvenAt != null),
            (db, request) => StartAsync(db, request, now, ct),
            ct
        );
        var oldestDraft = now - DeletionOptions.DraftLifetime;
        await ForEachAsync(
            r => r.State == RequestState.Submitted && r.SubmittedAt <= oldestDraft,
            (_, request) => Task.FromResult(Expire(request, now)),
            ct
        );
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

    // One request that fails must not keep the others waiting. The next run finds it again.
    private Task ForEachAsync(
        Expression<Func<DeletionRequest, bool>> isDue,
        Func<PortalDbContext, DeletionRequest, Task<bool>> change,
        CancellationToken ct
    ) =>
        IdBatches.ForEachAsync(
            after => FindAsync(isDue, after, ct),
            id => setAside.TryAsync<RequestTimeoutJob>(id.ToString(), () => requests.ChangeAsync(id, change, ct), ct)
        );

    private async Task<List<Guid>> FindAsync(
        Expression<Func<DeletionRequest, bool>> isDue,
        Guid after,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DeletionRequests.Where(isDue)
            .Where(r => r.Id > after)
            .OrderBy(r => r.Id)
            .Take(IdBatches.Size)
            .Select(r => r.Id)
            .ToListAsync(ct);
    }
}
