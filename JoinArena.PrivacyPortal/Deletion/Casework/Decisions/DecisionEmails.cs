using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>
/// What a worker is written when the team takes more time or refuses. Officers read exactly this before it is sent.
/// </summary>
public sealed class DecisionEmails(
    IStringLocalizer<SharedResource> words,
    DeadlineRules rules,
    RequestEmails letters,
    TimeProvider clock
)
{
    /// <summary>The letter that the period is longer, with the reason and where to complain (GDPR 12(3)).</summary>
    /// <param name="dueBy">The new last day.</param>
    public Task<Notice> ComposeExtensionAsync(
        PortalDbContext db,
        DeletionRequest request,
        DateOnly dueBy,
        string reason,
        CancellationToken ct
    ) =>
        letters.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["We need more time for your deletion request {0}", request.Number],
                    [
                        words[
                            "You will have an answer by {0}, and not by {1} as we wrote before.",
                            shown.Date(dueBy),
                            shown.Date(request.FirstDueBy ?? request.DueBy!.Value)
                        ],
                        words["Why: {0}", reason.Trim()],
                        words["The law allows this once ({0}).", rules.FindLawName(request.Law!)],
                        .. words.DescribeRemedies(rules.FindRemedies(request.Jurisdiction)),
                    ]
                ),
            ct
        );

    /// <summary>
    /// The letter that it is refused: the ground, the reasons, and what can be done about it (GDPR 12(4)).
    /// </summary>
    /// <param name="party">The name of the party whose part is refused; null for the whole request.</param>
    public Task<Notice> ComposeRefusalAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? party,
        string ground,
        string reason,
        CancellationToken ct
    ) =>
        letters.ComposeAsync(
            db,
            request,
            shown =>
                (
                    party is null
                        ? words["We cannot do what you ask in deletion request {0}", request.Number]
                        : words["We cannot do a part of what you ask in deletion request {0}", request.Number],
                    [
                        party is null
                            ? words["We have not told anyone to erase your data."]
                            : words["We have not told {0} to erase your data.", party],
                        words["Why: {0}", reason.Trim()],
                        .. rules.FindGround(request.Jurisdiction, ground) is { } found
                            ? [$"{words[found.Text]} ({found.Citation})"]
                            : Array.Empty<string>(),
                        .. words.DescribeRemedies(rules.FindRemedies(request.Jurisdiction)),
                        words["You can also write to us under the request."],
                    ]
                ),
            ct
        );

    internal async Task SendExtensionAsync(
        PortalDbContext db,
        DeletionRequest request,
        string reason,
        CancellationToken ct
    ) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await ComposeExtensionAsync(db, request, request.DueBy!.Value, reason, ct),
            clock.GetInstant(),
            ct
        );

    /// <summary>Sends the letter about a refusal, with the certificate where that ended the request.</summary>
    internal async Task SendRefusalAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? party,
        string ground,
        string reason,
        DeletionCertificate? certificate,
        CancellationToken ct
    )
    {
        var letter = await ComposeRefusalAsync(db, request, party, ground, reason, ct);
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            certificate is null ? letter : letter with { Attachments = [certificate.ToAttachment(request.Number)] },
            clock.GetInstant(),
            ct
        );
    }

    /// <summary>
    /// The letter that asks the worker to prove who they are, and what that does to the time for the answer (GDPR
    /// 12(6); 11 CCR 7021(b)).
    /// </summary>
    public Task<Notice> ComposeIdentityCheckAsync(
        PortalDbContext db,
        DeletionRequest request,
        string reason,
        CancellationToken ct
    ) =>
        letters.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["Please show us that deletion request {0} is yours", request.Number],
                    [
                        words[
                            "We have to be sure that it is you who asks. Until then nobody is told to erase anything."
                        ],
                        words["Why: {0}", reason.Trim()],
                        words["Answer under the request. We look at what you send for this purpose only."],
                        .. rules.FindIdentityChecks(request.Jurisdiction).Select(c => Effect(c.Law, c.Check)),
                    ]
                ),
            ct
        );

    internal async Task SendIdentityCheckAsync(
        PortalDbContext db,
        DeletionRequest request,
        string reason,
        CancellationToken ct
    ) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await ComposeIdentityCheckAsync(db, request, reason, ct),
            clock.GetInstant(),
            ct
        );

    internal async Task SendIdentityProvenAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await letters.ComposeAsync(
                db,
                request,
                shown =>
                    (
                        words["Thank you: deletion request {0} is yours, and goes on", request.Number],
                        [words["You will have an answer by {0}.", shown.Date(request.DueBy!.Value)]]
                    ),
                ct
            ),
            clock.GetInstant(),
            ct
        );

    private string Effect(Law law, IdentityCheck check) =>
        check.Effect switch
        {
            IdentityEffect.None => words[
                "The time for our answer under the {0} runs on meanwhile ({1}).",
                law.Name,
                check.Citation
            ],
            IdentityEffect.Pauses => words[
                "The time for our answer under the {0} stands still until you have answered ({1}).",
                law.Name,
                check.Citation
            ],
            IdentityEffect.Restarts => words[
                "The time for our answer under the {0} starts when you have answered ({1}).",
                law.Name,
                check.Citation
            ],
        };
}
