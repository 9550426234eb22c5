using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>
/// Asks for proof of identity, again if it was given, when the worker's email address changes while a request is open: the
/// person who asked for the deletion may not be the one who can sign in now (GDPR 12(6)). One that waits for its start
/// goes on waiting. One that is in progress goes on, since parties act on what they were asked, but is withheld from the
/// worker.
/// </summary>
internal sealed class IdentityRecheck(DecisionEmails emails, IStringLocalizer<SharedResource> words)
    : IWorkerEmailChangeParticipant
{
    private const string WaitingReason =
        "The worker’s email address was changed while the request was waiting to start.";
    private const string WithheldReason = "The worker’s email address was changed while the request was in progress.";

    public async Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        var requests = db.DeletionRequests.Where(r =>
            r.WorkerId == change.Worker.Id && (r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
        );
        foreach (var id in await requests.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct))
        {
            await db.LockRequestAsync(id, ct);
            // Meanwhile it may have started or ended, or an officer may have asked.
            if (await requests.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request)
                continue;
            if (request.State is RequestState.InProgress)
                await WithholdAsync(db, request, change, ct);
            else if (request.CanRepeatIdentityCheck)
                await AskAsync(db, request, change, ct);
        }
    }

    private async Task WithholdAsync(
        PortalDbContext db,
        DeletionRequest request,
        WorkerEmailChange change,
        CancellationToken ct
    )
    {
        // Again if it is withheld already: what proves who asked has to come after the last change.
        request.Withhold(change.At);
        await RecordAsync(db, request, change, WithheldReason, ct);
        await emails.SendWithheldAsync(db, request, ct);
    }

    private async Task AskAsync(
        PortalDbContext db,
        DeletionRequest request,
        WorkerEmailChange change,
        CancellationToken ct
    )
    {
        request.RepeatIdentityCheck(change.At);
        await RecordAsync(db, request, change, WaitingReason, ct);
        var reason = CultureScope.Run(
            change.Worker.Language,
            () => (string)words["Your email address was changed while this request was waiting to start."]
        );
        await emails.SendIdentityCheckAsync(db, request, reason, ct);
    }

    private static async Task RecordAsync(
        PortalDbContext db,
        DeletionRequest request,
        WorkerEmailChange change,
        string reason,
        CancellationToken ct
    )
    {
        await db.Ledger.AppendAsync(
            new IdentityAsked(request.WorkerId, change.At, request.Number, reason),
            request.FindLastEvent(RequestEventKind.IdentityAsked).Id,
            ct
        );
        db.PublishRequestChange(request.Number);
    }
}
