using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>The emails to the worker about a legal hold, each in the transaction that places or lifts it.</summary>
public sealed class LegalHoldEmails(
    IStringLocalizer<SharedResource> words,
    DeadlineRules rules,
    RequestEmails emails,
    TimeProvider clock
)
{
    public async Task SendPlacedAsync(PortalDbContext db, DeletionRequest request, LegalHold hold, CancellationToken ct)
    {
        var email = await ComposePlacedAsync(db, request, hold.Reason, ct);
        await db.SendAboutAsync(request, email, clock.GetInstant(), ct);
    }

    /// <summary>The email about a hold that is placed for this reason.</summary>
    internal Task<Notice> ComposePlacedAsync(
        PortalDbContext db,
        DeletionRequest request,
        string reason,
        CancellationToken ct
    ) =>
        emails.ComposeAsync(
            db,
            request,
            _ =>
                (
                    words["Some of your data must be kept for now: {0}", request.Number],
                    [
                        words[
                            "We must keep data about you as evidence. "
                                + "While this hold is in place we don’t ask any further party to erase that data."
                        ],
                        words["Why: {0}", reason],
                        .. words.DescribeRemedies(rules.FindRemedies(request.Places, isKept: true)),
                    ]
                ),
            ct
        );

    public async Task SendLiftedAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        var email = await ComposeLiftedAsync(db, request, ct);
        await db.SendAboutAsync(request, email, clock.GetInstant(), ct);
    }

    /// <summary>The email that a hold is lifted.</summary>
    internal Task<Notice> ComposeLiftedAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        emails.ComposeAsync(
            db,
            request,
            _ =>
                (
                    words["Your data no longer has to be kept: {0}", request.Number],
                    [
                        words[
                            "A legal hold on your data has ended. "
                                + "If we did not ask a party because of it, we ask that party now."
                        ],
                    ]
                ),
            ct
        );
}
