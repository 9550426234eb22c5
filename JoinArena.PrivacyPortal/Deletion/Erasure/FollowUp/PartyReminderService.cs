using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Reminds a party that has not answered when an officer asks for it, before the portal would.</summary>
public sealed class PartyReminderService(RequestTransactions requests, TimeProvider clock)
{
    /// <summary>
    /// Sends the party a reminder; of a party that a person tells, records that they have reminded it. Has no effect if
    /// the party was reminded within the last day. A party under a legal hold is not reminded.
    /// </summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> RemindAsync(Guid taskId, Actor by, CancellationToken ct) =>
        requests.ChangeByTaskAsync(
            taskId,
            OutcomeError.NotFound,
            (db, request, task) => RemindAsync(db, request, task, by, ct),
            ct
        );

    private async Task<OutcomeError?> RemindAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        if (task.RemindedAt + ReminderSchedule.MinInterval > now)
            return null;
        if (
            request.State is not RequestState.InProgress
            || task is not { State: TaskState.Sent or TaskState.Acknowledged, FollowsTaskId: null, IsOwnSearch: false }
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return OutcomeError.NotNow;
        }

        if (PartyHoldings.CanPortalRemind(task.Connector, task.Contact))
            PartyNotificationQueue.EnqueueReminder(db, request, task, by, now);
        else
            request.MarkReminded(task, by, now);
        return null;
    }
}
