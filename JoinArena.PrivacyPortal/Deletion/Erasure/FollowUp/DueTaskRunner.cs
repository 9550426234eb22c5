using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Finds due tasks in batches and changes each one in a transaction of its request.</summary>
internal sealed class DueTaskRunner(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    TimeProvider clock,
    SetAsideRows setAside
)
{
    public const int BatchSize = 200;

    /// <param name="query">The tasks that may be due.</param>
    /// <param name="change">
    /// Changes the task if it is still due; false if it is not, and then nothing is written.
    /// </param>
    /// <param name="ct">Cancels the run.</param>
    public async Task RunAsync(
        DueTaskQuery query,
        Func<DueTask, CancellationToken, Task<bool>> change,
        CancellationToken ct
    )
    {
        var after = Guid.Empty;
        List<(Guid Task, Guid Request)> batch;
        do
        {
            batch = await FindBatchAsync(query, after, ct);
            foreach (var (taskId, requestId) in batch)
            {
                await GuardAsync(taskId, () => ChangeAsync(taskId, requestId, change, ct), ct);
                after = taskId;
            }
        } while (batch.Count == BatchSize);
    }

    /// <summary>
    /// Sets a task aside that cannot be changed, so that it doesn't keep the others waiting. The next run finds it again.
    /// </summary>
    public Task GuardAsync(Guid taskId, Func<Task> change, CancellationToken ct) =>
        setAside.TryAsync<ErasureFollowUpJob>(taskId.ToString(), change, ct);

    private Task ChangeAsync(
        Guid taskId,
        Guid requestId,
        Func<DueTask, CancellationToken, Task<bool>> change,
        CancellationToken ct
    ) =>
        requests.ChangeAsync(
            requestId,
            (db, request) =>
            {
                var task = request.Tasks.Single(t => t.Id == taskId);
                return change(new(db, request, task, clock.GetInstant()), ct);
            },
            ct
        );

    private async Task<List<(Guid Task, Guid Request)>> FindBatchAsync(
        DueTaskQuery query,
        Guid after,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var holds = db.LegalHolds.Where(h => h.LiftedAt == null);
        var found = await db
            .ErasureTasks.Where(t => t.Id > after)
            .Where(query.Task)
            .Join(
                db.DeletionRequests.Where(query.Request),
                t => t.RequestId,
                r => r.Id,
                (t, r) =>
                    new
                    {
                        Task = t.Id,
                        t.PartyId,
                        Request = r.Id,
                        r.WorkerId,
                    }
            )
            .Where(f =>
                !query.SkipHeld
                || !holds.Any(h => h.WorkerId == f.WorkerId && (h.PartyId == null || h.PartyId == f.PartyId))
            )
            .OrderBy(f => f.Task)
            .Take(BatchSize)
            .ToListAsync(ct);
        return [.. found.Select(f => (f.Task, f.Request))];
    }
}
