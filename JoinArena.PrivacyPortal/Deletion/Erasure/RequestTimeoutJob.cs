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
            await ChangeAsync(
                id,
                async (db, request) =>
                {
                    if (
                        request.State is RequestState.Confirmed
                        && request.CoolingOffEnds <= now
                        && !request.IsIdentityAwaited
                    )
                    {
                        await dispatch.StartAsync(db, request, Actor.Portal, ct);
                    }
                },
                ct
            );
        }

        var oldest = now - DeletionOptions.DraftLifetime;
        foreach (var id in await DueAsync(r => r.State == RequestState.Submitted && r.SubmittedAt <= oldest, ct))
        {
            await ChangeAsync(
                id,
                (_, request) =>
                {
                    if (request.State is RequestState.Submitted)
                        request.Expire(now);
                    return Task.CompletedTask;
                },
                ct
            );
        }
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

    private async Task ChangeAsync(Guid id, Func<PortalDbContext, DeletionRequest, Task> change, CancellationToken ct)
    {
        try
        {
            await RequestTransactions.RetryOnConflictAsync(() => ChangeOnceAsync(id, change, ct));
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // One that cannot be done now must not keep the others waiting; it is found again at the next sweep.
            log.LogError(fault, "Deletion request {Id} could not be moved on.", id);
        }
    }

    private async Task ChangeOnceAsync(
        Guid id,
        Func<PortalDbContext, DeletionRequest, Task> change,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var request = await db.DeletionRequests.Include(r => r.Tasks).SingleAsync(r => r.Id == id, ct);
        await change(db, request);
        db.PublishChange(RequestTransactions.ChangeSubject(request.Number));
        db.PublishChange(RequestTransactions.QueueChangeSubject);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}
