using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>
/// Tells both addresses, and the worker's inbox, that JoinArena changed a worker's email address. Neither email names
/// the person or the other address: either address may belong to someone else.
/// </summary>
internal sealed class WorkerEmailChangeEmails(IStringLocalizer<SharedResource> words) : IWorkerEmailChangeParticipant
{
    public Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        var worker = change.Worker;
        var (toFormer, toNew) = CultureScope.Run(worker.Language, () => (ComposeToFormer(), ComposeToNew()));
        db.Notices.SendToAddress(change.FormerEmail, null, toFormer, change.At);
        db.Notices.SendToAddress(worker.Email, null, toNew, change.At);
        db.Notices.SendToInbox(worker, toFormer, change.At);
        return Task.CompletedTask;
    }

    private Notice ComposeToFormer() =>
        new(
            words["Your email address at JoinArena was changed"],
            [
                words[
                    "JoinArena has told the privacy portal that you have a different email address now. From now on, only "
                        + "the new address opens your data here."
                ],
                words[
                    "If you asked for this, sign in with the new address, or create an account with it, and confirm it."
                ],
                words[
                    "If you did not ask for this, write to our privacy team now: someone may be trying to get your data."
                ],
            ],
            "/"
        );

    private Notice ComposeToNew() =>
        new(
            words["Confirm that this is your email address at JoinArena"],
            [
                words["JoinArena has told the privacy portal that this is the email address of one of its workers."],
                words[
                    "If that is you, sign in with this address, or create an account with it. We ask you to confirm the "
                        + "address again before we show any data, even if you confirmed it before."
                ],
                words["If you do not know JoinArena, you do not need to do anything."],
            ],
            "/account/not-linked"
        );
}
