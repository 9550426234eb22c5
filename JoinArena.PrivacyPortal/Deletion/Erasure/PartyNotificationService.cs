using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Decides before an attempt if a notification is still to be sent, and notes afterwards how the attempt ended. The
/// decision takes the request's lock, as a withdrawal does, so that a request is either withdrawn or sent and never
/// both.
/// </summary>
public sealed class PartyNotificationService(
    RequestTransactions requests,
    RequestProgressService progress,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <summary>Claims a notification for an attempt.</summary>
    /// <exception cref="OutboxHandlerException">Another outbox message is being sent for the same task.</exception>
    /// <returns>
    /// The notification to send; null if it is no longer needed, because the request was withdrawn, the party was
    /// notified or has answered, or a legal hold is in place.
    /// </returns>
    internal Task<PartyNotification?> BeginAsync(ErasureMessage message, CancellationToken ct) =>
        requests.ChangeTaskGroupedAsync(
            message.Task,
            (db, request, task) => BeginAsync(db, message, request, task, ct),
            ct
        );

    /// <summary>Notes that the party was not reached, as far as we know.</summary>
    internal Task MarkFailedAsync(ErasureMessage message, CancellationToken ct) =>
        requests.ChangeTaskGroupedAsync(message.Task, (_, _, task) => Task.FromResult(MarkFailed(message, task)), ct);

    /// <summary>Notes that the party was notified, and records its answer if it came at once.</summary>
    internal async Task MarkDeliveredAsync(
        PartyNotification notification,
        NotificationResult result,
        CancellationToken ct
    )
    {
        var message = notification.Message;
        if (message.Kind is not NotificationKind.Requested)
            return;
        // An answer that cannot be recorded, such as one to an earlier round, does not count: the party is notified, and reminded.
        if (
            result.Outcome is { } outcome
            && (await progress.RecordAsync(message.Task, outcome, Actor.Portal, ct, message.Round)).IsSuccess
        )
        {
            return;
        }

        await requests.ChangeTaskGroupedAsync(
            message.Task,
            (db, request, _) => MarkDeliveredAsync(db, request, notification, result, ct),
            ct
        );
    }

    /// <summary>
    /// Notes that the party could not be reached, in the transaction of the outbox that gives the message up.
    /// </summary>
    internal async Task MarkGivenUpAsync(PortalDbContext db, ErasureMessage message, CancellationToken ct)
    {
        if (message.Kind is not NotificationKind.Requested)
            return;
        var request = await RequestTransaction.LoadWithTaskAsync(db, message.Task, ct);
        if (request is null)
            return;
        var task = request.Tasks.Single();
        task.SendingSince = null;
        if (request.State is RequestState.InProgress && task.State is TaskState.Pending && task.Round == message.Round)
            request.MarkNotReached(task, Actor.Portal, clock.GetInstant());
        db.PublishRequestChange(request.Number);
    }

    private async Task<PartyNotification?> BeginAsync(
        PortalDbContext db,
        ErasureMessage message,
        DeletionRequest request,
        ErasureTask task,
        CancellationToken ct
    )
    {
        if (!IsWanted(message, request, task))
            return null;
        if (message.Kind is NotificationKind.Withdrawn)
            return PartyNotification.FromTask(message, request, task, rules);

        // When the hold is lifted, the notification is enqueued again, and reminders go on as they are due.
        if (await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct))
            return null;
        if (message.Kind is NotificationKind.Reminder)
            return PartyNotification.FromTask(message, request, task, rules);

        // Its party was merged into another one, which is notified for the task that this one follows.
        if (task.FollowsTaskId is not null)
            return null;
        // The other attempt ends, or its lease does; this message waits for that.
        var now = clock.GetInstant();
        if (task.SendingSince + OutboxDispatchJob.Lease is { } leasedUntil && leasedUntil > now)
            throw OutboxHandlerException.Postponed("being-told", leasedUntil);

        var notification = PartyNotification.FromTask(message, request, task, rules);
        task.SendingSince = now;
        return notification;
    }

    private PartyNotification? MarkFailed(ErasureMessage message, ErasureTask task)
    {
        if (message.Kind is NotificationKind.Requested && task.SendingSince is not null)
        {
            task.SendingSince = null;
            task.LastFailedAt = clock.GetInstant();
        }

        return null;
    }

    private async Task<PartyNotification?> MarkDeliveredAsync(
        PortalDbContext db,
        DeletionRequest request,
        PartyNotification notification,
        NotificationResult result,
        CancellationToken ct
    )
    {
        var task = request.Tasks.Single(t => t.Id == notification.Message.Task);
        task.SendingSince = null;
        // The party may have answered, or the request may have changed, before this is recorded.
        if (request.State is not RequestState.InProgress || task.Round != notification.Message.Round)
            return null;
        if (task.State is TaskState.Pending or TaskState.Failed)
            await progress.RecordNotifiedAsync(db, request, task, Actor.Portal, ct);
        if (result.IsAcknowledged && task.State is TaskState.Sent)
            request.MarkAcknowledged(task, Actor.Party(notification.PartyName), clock.GetInstant());
        return null;
    }

    private static bool IsWanted(ErasureMessage message, DeletionRequest request, ErasureTask task) =>
        message.Kind switch
        {
            NotificationKind.Requested => request.State is RequestState.InProgress
                && task.Round == message.Round
                && task.State is TaskState.Pending or TaskState.Failed,
            NotificationKind.Reminder => request.State is RequestState.InProgress
                && task.Round == message.Round
                && task.State is TaskState.Sent or TaskState.Acknowledged,
            NotificationKind.Withdrawn => true,
        };
}
