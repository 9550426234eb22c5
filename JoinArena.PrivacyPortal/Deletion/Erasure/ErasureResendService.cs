using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Has a party told again whom the portal did not reach, when an officer says so.</summary>
public sealed class ErasureResendService(
    IDbContextFactory<PortalDbContext> contexts,
    DeadLetterQueue undelivered,
    TimeProvider clock
)
{
    /// <summary>Takes the same message up again, under the same id.</summary>
    /// <returns>The number of the request.</returns>
    public async Task<Result<string, OutcomeError>> ResendAsync(Guid taskId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks.Where(t => t.Id == taskId))
            .SingleOrDefaultAsync(r => r.Tasks.Any(t => t.Id == taskId), ct);
        if (request is null)
            return OutcomeError.NotFound;
        if (
            request.State is not RequestState.InProgress
            || request.Tasks[0] is not { State: TaskState.Failed, IsNotifiedByPortal: true } task
            || await LegalHoldService.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return OutcomeError.NotNow;
        }

        var named = taskId.ToString();
        var open = await db
            .Outbox.Where(m => m.Kind == ErasureMessage.KindName && m.DoneAt == null && m.Payload!.Contains(named))
            .Select(m => new { m.Id, m.GivenUpAt })
            .ToListAsync(ct);
        foreach (var job in open.Where(j => j.GivenUpAt is not null))
            await undelivered.ReplayAsync(db, job.Id, ct);
        if (open.Count == 0)
        {
            // The message came to nothing while a hold stood: it is written anew, under the same id.
            await EndpointCircuitBreaker.ResetAsync(db, PartyEndpoint.KeyFor(task.PartyId), ct);
            Dispatch.EnqueueRequest(db, request, task, clock.GetInstant());
        }

        db.PublishChange(RequestTransactions.ChangeSubject(request.Number));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return request.Number;
    }
}
