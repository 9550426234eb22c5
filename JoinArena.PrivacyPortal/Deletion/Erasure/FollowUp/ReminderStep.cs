using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Reminds parties that have not answered: every week, and once in the last days before the deadline.</summary>
internal sealed class ReminderStep(DueTaskRunner tasks) : IFollowUpStep
{
    private static readonly TimeSpan s_interval = TimeSpan.FromDays(7);

    /// <summary>The last days before the deadline.</summary>
    private static readonly TimeSpan s_beforeDeadline = TimeSpan.FromDays(3);

    private static readonly TimeSpan s_minInterval = TimeSpan.FromDays(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        // These queries find the tasks that could be due; IsDue decides for each of them.
        await tasks.RunAsync(QueryWeekly(now), (due, _) => Task.FromResult(Remind(due)), ct);
        await tasks.RunAsync(QueryBeforeDeadline(now), (due, _) => Task.FromResult(Remind(due)), ct);
    }

    /// <summary>Returns true if a party that was last notified or reminded then is to be reminded now.</summary>
    private static bool IsDue(DateTimeOffset notifiedAt, DateTimeOffset? remindedAt, DateOnly dueBy, DateTimeOffset now)
    {
        var last = remindedAt ?? notifiedAt;
        if (now - last >= s_interval)
            return true;
        var lastDays = new DateTimeOffset(dueBy, TimeOnly.MinValue, TimeSpan.Zero) - s_beforeDeadline;
        return now >= lastDays && last < lastDays && now - last >= s_minInterval;
    }

    private static DueTaskQuery QueryWeekly(DateTimeOffset now)
    {
        var before = now - s_interval;
        return new(
            t =>
                (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
                && t.FollowsTaskId == null
                && (t.Connector == ConnectorType.Webhook || t.Connector == ConnectorType.Email)
                && (t.RemindedAt ?? t.NotifiedAt) <= before,
            r => r.State == RequestState.InProgress
        );
    }

    private static DueTaskQuery QueryBeforeDeadline(DateTimeOffset now)
    {
        var before = now - s_minInterval;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var lastDay = DateOnly.FromDateTime((now + s_beforeDeadline).UtcDateTime);
        return new(
            t =>
                (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
                && t.FollowsTaskId == null
                && (t.Connector == ConnectorType.Webhook || t.Connector == ConnectorType.Email)
                && (t.RemindedAt ?? t.NotifiedAt) <= before,
            r => r.State == RequestState.InProgress && r.DueBy <= lastDay && r.DueBy >= today
        );
    }

    private static bool Remind(DueTask due)
    {
        var (db, request, task, now) = due;
        if (
            task is not { State: TaskState.Sent or TaskState.Acknowledged, NotifiedAt: { } notifiedAt }
            || !IsDue(notifiedAt, task.RemindedAt, request.DueBy!.Value, now)
        )
        {
            return false;
        }

        PartyNotificationQueue.EnqueueReminder(db, request, task, now);
        return true;
    }
}
