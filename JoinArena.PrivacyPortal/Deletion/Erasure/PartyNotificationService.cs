using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// What the database knows of a message before, during and after it is sent. That it begins is decided in the
/// transaction that withdrawing would need too, so
/// that a request is either taken back or told, and never both.
/// </summary>
public sealed class PartyNotificationService(
    RequestTransactions requests,
    Dispatch dispatch,
    RequestProgressService outcomes,
    TimeProvider clock
)
{
    /// <summary>Takes down that it is about to be sent.</summary>
    /// <exception cref="OutboxHandlerException">Another job is at it.</exception>
    /// <returns>
    /// Null when there is no reason any more: it was withdrawn, told or answered meanwhile, or must be kept.
    /// </returns>
    internal Task<PartyNotification?> BeginAsync(ErasureMessage job, CancellationToken ct) =>
        ChangeAsync(
            job,
            async (db, request, task) =>
            {
                if (!IsWanted(job, request, task))
                    return null;
                if (job.Kind is NotificationKind.Requested)
                {
                    // Two parties were found to be one since: it is told by the task this one follows.
                    if (task.FollowsTaskId is not null)
                        return null;
                    // Lifting the hold asks again.
                    if (await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct))
                        return null;
                    // Whoever is at it ends, or its lease does; a second job for the same message waits for that.
                    if (task.SendingSince + OutboxDispatchJob.Lease is { } free && free > clock.GetInstant())
                        throw OutboxHandlerException.Postponed("being-told", free);
                }

                var errand = new PartyNotification(
                    job,
                    request.Id,
                    request.Number,
                    request.WorkerId,
                    task.PartyId,
                    task.PartyName,
                    task.Contact,
                    task.Connector,
                    task.Items,
                    request.DueBy!.Value,
                    task.LastFailedAt is not null || task.SendingSince is not null
                );
                if (job.Kind is NotificationKind.Requested)
                    task.SendingSince = clock.GetInstant();
                return errand;
            },
            ct
        );

    /// <summary>Takes down that it did not arrive, as far as we know.</summary>
    internal Task MarkFailedAsync(ErasureMessage job, CancellationToken ct) =>
        ChangeAsync(
            job,
            (_, _, task) =>
            {
                if (job.Kind is NotificationKind.Requested && task.SendingSince is not null)
                    (task.SendingSince, task.LastFailedAt) = (null, clock.GetInstant());
                return Task.FromResult<PartyNotification?>(null);
            },
            ct
        );

    /// <summary>Takes down that it arrived, and what was said to it.</summary>
    internal async Task MarkDoneAsync(PartyNotification errand, NotificationResult told, CancellationToken ct)
    {
        if (errand.Message.Kind is not NotificationKind.Requested)
            return;
        if (told.Outcome is { } outcome)
        {
            await outcomes.RecordAsync(errand.Message.Task, outcome, Actor.Portal, ct);
            return;
        }

        await ChangeAsync(
            errand.Message,
            async (db, request, task) =>
            {
                task.SendingSince = null;
                // A party may answer faster than we write down that it was told.
                if (request.State is not RequestState.InProgress || task.Round != errand.Message.Round)
                    return null;
                if (task.State is TaskState.Pending or TaskState.Failed)
                    await dispatch.MarkNotifiedAsync(db, request, task, Actor.Portal, ct);
                if (told.IsAcknowledged && task.State is TaskState.Sent)
                    request.MarkAcknowledged(task, Actor.Party(errand.PartyName), clock.GetInstant());
                return null;
            },
            ct
        );
    }

    /// <summary>Takes down, in the transaction that gives the message up, that the party was not reached.</summary>
    internal async Task MarkGivenUpAsync(PortalDbContext db, ErasureMessage job, CancellationToken ct)
    {
        if (job.Kind is not NotificationKind.Requested)
            return;
        var request = await RequestTransaction.LoadWithTaskAsync(db, job.Task, ct);
        if (request is null)
            return;
        var task = request.Tasks.Single();
        task.SendingSince = null;
        if (request.State is RequestState.InProgress && task.State is TaskState.Pending && task.Round == job.Round)
            request.MarkNotReached(task, Actor.Portal, clock.GetInstant());
        db.PublishRequestChange(request.Number);
    }

    private static bool IsWanted(ErasureMessage job, DeletionRequest request, ErasureTask task) =>
        job.Kind switch
        {
            NotificationKind.Requested => request.State is RequestState.InProgress
                && task.Round == job.Round
                && task.State is TaskState.Pending or TaskState.Failed,
            NotificationKind.Reminder => request.State is RequestState.InProgress
                && task.Round == job.Round
                && task.State is TaskState.Sent or TaskState.Acknowledged,
            NotificationKind.Withdrawn => true,
        };

    private Task<PartyNotification?> ChangeAsync(
        ErasureMessage job,
        Func<PortalDbContext, DeletionRequest, ErasureTask, Task<PartyNotification?>> change,
        CancellationToken ct
    ) =>
        requests.RunAsync(
            async transaction =>
            {
                var request = await transaction.LoadWithTaskAsync(job.Task, ct);
                if (request is null)
                    return null;
                var errand = await change(transaction.Db, request, request.Tasks.Single());
                await transaction.CommitAsync(ct);
                return errand;
            },
            ct
        );
}
