using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Finds, from the requests themselves, what is due: cooling-off times that have ended, drafts nobody confirmed.
/// </summary>
public sealed class RequestTimeoutJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    Dispatch dispatch,
    TimeProvider clock,
    ILogger<RequestTimeoutJob> log
) : IBackgroundJob
{
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        foreach (
            var id in await DueAsync(
                r =>
                    r.State == RequestState.Confirmed
                    && r.CoolingOffEnds <= now
                    && (r.IdentityAskedAt == null || r.IdentityProvenAt != null),
                ct
            )
        )
        {
            await GuardAsync(id, (db, request) => StartAsync(db, request, now, ct), ct);
        }

        var oldest = now - DeletionOptions.DraftLifetime;
        foreach (var id in await DueAsync(r => r.State == RequestState.Submitted && r.SubmittedAt <= oldest, ct))
        {
            await GuardAsync(id, (_, request) => Task.FromResult(Expire(request, now)), ct);
        }
    }

    private async Task<bool> StartAsync(
        PortalDbContext db,
        DeletionRequest request,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // The worker may have withdrawn it, or been asked to prove who they are, since it was found.
        if (request.State is not RequestState.Confirmed || request.CoolingOffEnds > now || request.IsIdentityAwaited)
            return false;
        await dispatch.StartAsync(db, request, Actor.Portal, ct);
        return true;
    }

    private static bool Expire(DeletionRequest request, DateTimeOffset now)
    {
        if (request.State is not RequestState.Submitted)
            return false;
        request.Expire(now);
        return true;
    }

    private async Task<List<Guid>> DueAsync(
        System.Linq.Expressions.Expression<Func<DeletionRequest, bool>> due,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .DeletionRequests.Where(due)
            .OrderBy(r => r.Id)
            .Take(BatchSize)
            .Select(r => r.Id)
            .ToListAsync(ct);
    }

    private async Task GuardAsync(
        Guid id,
        Func<PortalDbContext, DeletionRequest, Task<bool>> change,
        CancellationToken ct
    )
    {
        try
        {
            await requests.ChangeAsync(id, change, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // One that cannot be done now must not keep the others waiting; it is found again at the next sweep.
            log.LogError(fault, "Deletion request {Id} could not be moved on.", id);
        }
    }
}
