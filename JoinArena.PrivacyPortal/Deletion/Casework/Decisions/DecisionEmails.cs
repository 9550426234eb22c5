using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>
/// The emails to the worker about an extension, a refusal or a check of identity. Officers preview them; a refusal
/// that ends the request also says how it ended, and the answers that the worker has not been emailed yet.
/// </summary>
public sealed partial class DecisionEmails(
    IStringLocalizer<SharedResource> words,
    DeadlineRules rules,
    RequestEmails emails,
    TimeProvider clock
)
{
    /// <summary>The email about an extension, with the reason and where to complain (GDPR 12(3)).</summary>
    /// <param name="dueBy">The last day after the extension.</param>
    public Task<Notice> ComposeExtensionAsync(
        PortalDbContext db,
        DeletionRequest request,
        DateOnly dueBy,
        string reason,
        CancellationToken ct
    ) =>
        emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["We need more time for your deletion request {0}", request.Number],
                    [
                        words[
                            "You will have an answer by {0}, not by {1} as we wrote before.",
                            shown.Date(dueBy),
                            shown.Date(request.FirstDueBy ?? request.DueBy!.Value)
                        ],
                        words["Why: {0}", reason.Trim()],
                        request.FindDeadlineBasis(rules) is DeadlineBasis.Promised
                            ? words[
                                "We promise to need more time only once ({0}).",
                                words[rules.FindLawName(request.Law!)]
                            ]
                            : words["The law allows this once ({0}).", words[rules.FindLawName(request.Law!)]],
                        .. words.DescribeRemedies(rules.FindRemedies(request.Places, request.KeepsSome)),
                    ]
                ),
            ct
        );

    /// <summary>
    /// The email about a refusal: the legal ground, the reasons, and what the worker can do about it (GDPR 12(4)).
    /// </summary>
    public Task<Notice> ComposeRefusalAsync(
        PortalDbContext db,
        DeletionRequest request,
        RefusedPart refused,
        CancellationToken ct
    ) => ComposeRefusalAsync(db, request, refused, [], ct);

    /// <param name="unnotified">Other parties' answers that no email has told yet.</param>
    private Task<Notice> ComposeRefusalAsync(
        PortalDbContext db,
        DeletionRequest request,
        RefusedPart refused,
        IReadOnlyList<ErasureTask> unnotified,
        CancellationToken ct
    ) =>
        emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    refused.PartyName is null
                        ? words["We cannot do what you ask in deletion request {0}", request.Number]
                        : words["We refused to ask {0} to erase your data ({1})", refused.PartyName, request.Number],
                    [
                        refused.PartyName is null
                            ? words["We have not asked any party to erase your data."]
                            : words["We have not asked {0} to erase your data.", refused.PartyName],
                        words["Why: {0}", refused.Reason.Trim()],
                        .. rules.FindGround(request.Places, refused.Ground) is { } found
                            ? [$"{words[found.Text]} ({words.Cite(found.Citation)})"]
                            : Array.Empty<string>(),
                        .. request.State.IsEnd && refused.PartyName is not null
                            ? [DescribeEnd(request, shown)]
                            : Array.Empty<string>(),
                        .. emails.DescribeAnswers(request, unnotified, shown),
                        .. words.DescribeRemedies(rules.FindRemedies(request.Places, request.KeepsSome)),
                        words["You can also send us a message on the page of your request."],
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
        await db.SendAboutAsync(
            request,
            await ComposeExtensionAsync(db, request, request.DueBy!.Value, reason, ct),
            clock.GetInstant(),
            ct
        );

    /// <summary>Sends the email about a refusal, with the certificate if the refusal ended the request.</summary>
    internal async Task SendRefusalAsync(
        PortalDbContext db,
        DeletionRequest request,
        RefusedPart refused,
        DeletionCertificate? certificate,
        CancellationToken ct
    )
    {
        var isEndOfParts = request.State.IsEnd && refused.PartyName is not null;
        var unnotified = isEndOfParts ? await RequestEmails.ListUnnotifiedAsync(db, request, ct) : [];
        var email = await ComposeRefusalAsync(db, request, refused, unnotified, ct);
        await db.SendAboutAsync(
            request,
            certificate is null ? email : email with { Attachments = [certificate.ToAttachment(request.Number)] },
            clock.GetInstant(),
            ct
        );
    }

    /// <summary>
    /// The email that asks the worker to prove who they are, and says how that affects the deadline (GDPR 12(6);
    /// 11 CCR 7021(b)).
    /// </summary>
    public Task<Notice> ComposeIdentityCheckAsync(
        PortalDbContext db,
        DeletionRequest request,
        string reason,
        CancellationToken ct
    ) =>
        emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["Please prove that deletion request {0} is yours", request.Number],
                    [
                        words[
                            "We must be sure that you made this request. Until then we don’t ask any party to erase anything."
                        ],
                        words["Why: {0}", reason.Trim()],
                        words[
                            "Answer with a message on the page of your request. We use what you send for this purpose only."
                        ],
                        .. DescribeIdentityChecks(request),
                    ]
                ),
            ct
        );

    /// <summary>How asking for proof affects the deadline, law by law.</summary>
    internal IEnumerable<string> DescribeIdentityChecks(DeletionRequest request) =>
        rules.FindIdentityChecks(request.Places).Select(c => words.DescribeIdentityCheck(c.Law, c.Check));

    internal async Task SendIdentityCheckAsync(
        PortalDbContext db,
        DeletionRequest request,
        string reason,
        CancellationToken ct
    ) =>
        await db.SendAboutAsync(
            request,
            await ComposeIdentityCheckAsync(db, request, reason, ct),
            clock.GetInstant(),
            ct
        );

    internal async Task SendIdentityProvenAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        await db.SendAboutAsync(
            request,
            await emails.ComposeAsync(
                db,
                request,
                shown =>
                    (
                        words["Thank you: your deletion request {0} continues", request.Number],
                        [words["You will have an answer by {0}.", shown.Date(request.DueBy!.Value)]]
                    ),
                ct
            ),
            clock.GetInstant(),
            ct
        );

    // The refusal of the last open part ends the request.
    private string DescribeEnd(DeletionRequest request, DisplayFormatter shown) =>
        words["Your request has ended. {0}.", words.Headline(RequestOutcomes.FromRequest(request, name: null), shown)];
}
