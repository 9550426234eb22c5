using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>
/// Reminds parties that have not answered: every week, and once in the last days before the deadline. A party under a legal
/// hold is not asked again until the hold is lifted.
/// </summary>
internal sealed class ReminderStep(DueTaskRunner tasks) : IFollowUpStep
{
    public async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        // These queries find the tasks that could be due; the schedule decides for each of them.
        await tasks.RunAsync(QueryWeekly(now), RemindAsync, ct);
        await tasks.RunAsync(QueryBeforeDeadline(now), RemindAsync, ct);
    }

    private static DueTaskQuery QueryWeekly(DateTimeOffset now)
    {
        var before = now - ReminderSchedule.Interval;
        return new(
            t =>
                (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
                && t.FollowsTaskId == null
                && (t.Connector == ConnectorType.Webhook || t.Connector == ConnectorType.Email)
                && (t.RemindedAt ?? t.NotifiedAt) <= before,
            r => r.State == RequestState.InProgress,
            SkipHeld: true
        );
    }

    private static DueTaskQuery QueryBeforeDeadline(DateTimeOffset now)
    {
        var before = now - ReminderSchedule.MinInterval;
        var lastDay = DateOnly.FromDateTime((now + ReminderSchedule.BeforeDeadline).UtcDateTime);
        return new(
            t =>
                (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
                && t.FollowsTaskId == null
                && (t.Connector == ConnectorType.Webhook || t.Connector == ConnectorType.Email)
                && (t.RemindedAt ?? t.NotifiedAt) <= before,
            r => r.State == RequestState.InProgress && r.DueBy <= lastDay && now < r.DueEnds,
            SkipHeld: true
        );
    }

    private static async Task<bool> RemindAsync(DueTask due, CancellationToken ct)
    {
        var (db, request, task, now) = due;
        if (
            task is not { State: TaskState.Sent or TaskState.Acknowledged, NotifiedAt: { } notifiedAt }
            || now < ReminderSchedule.FindNext(task.RemindedAt ?? notifiedAt, request.DueBy!.Value)
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return false;
        }

        PartyNotificationQueue.EnqueueReminder(db, request, task, Actor.Portal, now);
        return true;
    }
}
