using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>
/// Keeps a task in step with the task of another request that it follows: the party's one answer counts for both. If
/// that one ended without notifying the party, or its answer does not do for this request, the party is notified for
/// this one.
/// </summary>
internal sealed class FollowedTaskStep(DueTaskRunner tasks, RequestProgressService progress) : IFollowUpStep
{
    public Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var query = new DueTaskQuery(
            t =>
                t.FollowsTaskId != null
                && (t.State == TaskState.Pending || t.State == TaskState.Sent || t.State == TaskState.Acknowledged),
            r => r.State == RequestState.InProgress
        );
        return tasks.RunAsync(query, FollowAsync, ct);
    }

    private async Task<bool> FollowAsync(DueTask due, CancellationToken ct)
    {
        var (db, request, task, now) = due;
        var followed = await db.ErasureTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == task.FollowsTaskId, ct);
        if (followed is { NotifiedAt: not null, State.AsOutcome: { } outcome })
        {
            var answer = new OutcomeReport(outcome, followed.Ground, followed.Until, followed.Note);
            if (await progress.RecordFollowedAsync(db, request, task, answer, ct) is null)
                return true;
        }

        if (!await IsInProgressAsync(due, followed, ct))
        {
            request.DetachFromFollowedTask(task);
            PartyNotificationQueue.EnqueueRequest(db, request, task, now);
            return true;
        }

        if (followed is { State.IsNotified: true } && task.State is TaskState.Pending)
        {
            await progress.RecordNotifiedAsync(db, request, task, Actor.Portal, ct);
            return true;
        }

        return false;
    }

    /// <summary>
    /// Returns false if the followed task has ended, or its request has ended, or the record of its request was erased.
    /// </summary>
    private static async Task<bool> IsInProgressAsync(DueTask due, ErasureTask? followed, CancellationToken ct) =>
        followed is { State.IsEnd: false }
        && await due.Db.DeletionRequests.AnyAsync(
            r => r.Id == followed.RequestId && r.State == RequestState.InProgress,
            ct
        );
}
