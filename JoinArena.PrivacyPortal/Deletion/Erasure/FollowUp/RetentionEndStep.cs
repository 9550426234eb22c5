using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Asks a party again when the last day on which it may keep data has passed.</summary>
internal sealed class RetentionEndStep(DueTaskRunner tasks, RequestEmails emails, DeadlineRules rules) : IFollowUpStep
{
    public Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var query = new DueTaskQuery(
            t => t.State == TaskState.Retained && t.Until <= today,
            r => r.State == RequestState.PartlyCompleted || r.State == RequestState.InProgress,
            SkipHeld: true
        );
        return tasks.RunAsync(query, ReopenAsync, ct);
    }

    private async Task<bool> ReopenAsync(DueTask due, CancellationToken ct)
    {
        var (db, request, task, now) = due;
        // The last day is a day in the authority's time zone.
        if (
            task.State is not TaskState.Retained
            || task.Until is not { } until
            || until >= rules.ToLocalDay(request.Jurisdiction, now)
        )
        {
            return false;
        }

        // Data under a legal hold stays. When the hold is lifted, the task is found here again.
        if (await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct))
            return false;

        request.Reopen(task, rules.ComputeDeadlines(request.Places, now), now);
        await db.Ledger.AppendAsync(
            new DeletionReopened(request.WorkerId, now, request.Number, task.PartyId, request.DueBy!.Value.ToIsoDay()),
            request.FindLastEvent(RequestEventKind.Reopened).Id,
            ct
        );
        PartyNotificationQueue.EnqueueRequest(db, request, task, now);
        await emails.SendReopenedAsync(db, request, task, until, ct);
        return true;
    }
}
