using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Sends a notification again when an officer asks for it, after the party could not be reached.</summary>
public sealed class ErasureResendService(RequestTransactions requests, DeadLetterQueue deadLetters, TimeProvider clock)
{
    /// <summary>Puts the notification back into the queue. The party receives it under the same id.</summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> ResendAsync(Guid taskId, Actor by, CancellationToken ct) =>
        requests.ChangeByTaskAsync(
            taskId,
            OutcomeError.NotFound,
            (db, request, task) => ResendAsync(db, request, task, by, ct),
            ct
        );

    private async Task<OutcomeError?> ResendAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    )
    {
        if (
            request.State is not RequestState.InProgress
            || task is not { State: TaskState.Failed, IsNotifiedByPortal: true }
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return OutcomeError.NotNow;
        }

        if (await db.QueryProposedForRefusal().AnyAsync(t => t.Id == task.Id, ct))
            return OutcomeError.RefusalProposed;

        var open = await PartyNotificationQueue
            .QueryOpen(db, request, task)
            .Select(m => new { m.Id, m.GivenUpAt })
            .ToListAsync(ct);
        // It is on its way already.
        if (open.Count > 0 && open.TrueForAll(m => m.GivenUpAt is null))
            return null;

        foreach (var message in open.Where(m => m.GivenUpAt is not null))
            await deadLetters.ReplayAsync(db, message.Id, ct);
        if (open.Count == 0)
        {
            // The message was dropped while a hold was in place.
            await EndpointCircuitBreaker.ResetAsync(db, PartyEndpoint.KeyFor(task.PartyId), ct);
            PartyNotificationQueue.EnqueueRequest(db, request, task, clock.GetInstant());
        }

        request.AddOfficerEvent(RequestEventKind.PartyTriedAgain, task, by, clock.GetInstant());
        return null;
    }
}
