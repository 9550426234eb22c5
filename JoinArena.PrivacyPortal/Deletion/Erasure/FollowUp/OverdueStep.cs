using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Marks a task as overdue when the deadline has passed without an answer.</summary>
internal sealed class OverdueStep(DueTaskRunner tasks, DeadlineRules rules) : IFollowUpStep
{
    public Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var query = new DueTaskQuery(
            t =>
                t.EscalatedAt == null
                && (
                    t.State == TaskState.Pending
                    || t.State == TaskState.Sent
                    || t.State == TaskState.Acknowledged
                    || t.State == TaskState.Failed
                ),
            // The day may be over where the authority is, east of UTC; MarkOverdue judges by that place.
            r => r.State == RequestState.InProgress && r.DueBy <= today
        );
        return tasks.RunAsync(query, (due, _) => Task.FromResult(MarkOverdue(due)), ct);
    }

    private bool MarkOverdue(DueTask due)
    {
        var (_, request, task, now) = due;
        if (
            task.EscalatedAt is not null
            || task.State.IsEnd
            || request.DueBy >= rules.ToLocalDay(request.Jurisdiction, now)
        )
        {
            return false;
        }

        request.MarkOverdue(task, now);
        return true;
    }
}
