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
/// Asks for proof of identity, again if it was given, when the worker's email address changes while a request waits for
/// its start: the person who asked for the deletion may not be the one who can sign in now (GDPR 12(6)).
/// </summary>
internal sealed class IdentityRecheck(DecisionEmails emails, IStringLocalizer<SharedResource> words)
    : IWorkerEmailChangeParticipant
{
    private const string Reason = "The worker's email address was changed while the request was waiting to start.";

    public async Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        var requests = db.DeletionRequests.Where(r =>
            r.WorkerId == change.Worker.Id && r.State == RequestState.Confirmed
        );
        foreach (var id in await requests.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct))
        {
            await db.LockRequestAsync(id, ct);
            // Meanwhile it may have started, or an officer may have asked.
            if (
                await requests.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request
                || !request.CanRepeatIdentityCheck
            )
            {
                continue;
            }

            await AskAsync(db, request, change, ct);
        }
    }

    private async Task AskAsync(
        PortalDbContext db,
        DeletionRequest request,
        WorkerEmailChange change,
        CancellationToken ct
    )
    {
        request.RepeatIdentityCheck(change.At);
        await db.Ledger.AppendAsync(
            new IdentityAsked(request.WorkerId, change.At, request.Number, Reason),
            request.FindLastEvent(RequestEventKind.IdentityAsked).Id,
            ct
        );
        var reason = CultureScope.Run(
            change.Worker.Locale,
            () => (string)words["Your email address was changed while this request was waiting to start."]
        );
        await emails.SendIdentityCheckAsync(db, request, reason, ct);
        db.PublishRequestChange(request.Number);
    }
}
