using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Marks a task as overdue when the deadline has passed without an answer.</summary>
internal sealed class OverdueStep(DueTaskRunner tasks) : IFollowUpStep
{
    public Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var query = new DueTaskQuery(
            t =>
                t.EscalatedAt == null
                && (
                    t.State == TaskState.Pending
                    || t.State == TaskState.Sent
                    || t.State == TaskState.Acknowledged
                    || t.State == TaskState.Failed
                ),
            r => r.State == RequestState.InProgress && r.DueEnds <= now
        );
        return tasks.RunAsync(query, (due, _) => Task.FromResult(MarkOverdue(due)), ct);
    }

    private static bool MarkOverdue(DueTask due)
    {
        var (_, request, task, now) = due;
        if (task.EscalatedAt is not null || task.State.IsEnd || now < request.DueEnds)
            return false;
        request.MarkOverdue(task, now);
        return true;
    }
}
