using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <content>The emails around a request that is withheld, because the worker's email address was changed.</content>
public sealed partial class DecisionEmails
{
    /// <summary>
    /// Asks the reader of the new address for proof, and says nothing of the request but its number.
    /// </summary>
    internal async Task SendWithheldAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await emails.ComposeAsync(
                db,
                request,
                _ =>
                    (
                        words["Please prove that deletion request {0} is yours", request.Number],
                        [
                            words["Your email address was changed while this request was in progress."],
                            words[
                                "Until you have proved that you made the request, we do not send you or show you anything "
                                    + "about it. What we have asked parties to do continues, and no date changes."
                            ],
                            words[
                                "Answer with a message on the page of your request. We use what you send for this purpose only."
                            ],
                        ]
                    ),
                ct
            ),
            clock.GetInstant(),
            ct
        );

    /// <summary>Says that the page shows everything now, with the certificate if the request has ended meanwhile.</summary>
    internal async Task SendReleasedAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        var email = await emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["Thank you: you can see your deletion request {0} again", request.Number],
                    [
                        words[
                            "While we waited for your proof, we sent you nothing about it. Its page shows what happened."
                        ],
                        request.EndedAt is { } ended
                            ? words["It ended on {0}. The certificate is attached.", shown.Date(ended)]
                            : words["You will have an answer by {0}.", shown.Date(request.DueBy!.Value)],
                    ]
                ),
            ct
        );
        var certificate = await db
            .DeletionCertificates.AsNoTracking()
            .Where(c => c.RequestId == request.Id && request.EndedAt != null)
            .OrderByDescending(c => c.IssuedAt)
            .ThenByDescending(c => c.Id)
            .FirstOrDefaultAsync(ct);
        await db.SendAboutAsync(
            request,
            certificate is null ? email : email with { Attachments = [certificate.ToAttachment(request.Number)] },
            clock.GetInstant(),
            ct
        );
    }
}
