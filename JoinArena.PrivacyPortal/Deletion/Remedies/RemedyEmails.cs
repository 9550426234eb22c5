using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>The emails to the worker about their complaint or appeal. The first one confirms its receipt.</summary>
public sealed class RemedyEmails(IStringLocalizer<SharedResource> words, RequestEmails emails, TimeProvider clock)
{
    internal async Task SendFiledAsync(
        PortalDbContext db,
        DeletionRequest request,
        RemedyCase filed,
        CancellationToken ct
    )
    {
        var notice = await emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    filed.Kind is RemedyKind.Appeal
                        ? words["We have received your appeal about {0}", request.Number]
                        : words["We have received your complaint about {0}", request.Number],
                    [
                        words["This email confirms that it arrived on {0}.", shown.DateAndTime(filed.ReceivedAt)],
                        words.DescribeDue(filed.IsAnswerDated, filed.DueBy, shown),
                        words["You wrote: {0}", filed.Statement],
                    ]
                ),
            ct
        );
        await db.SendAboutAsync(request, notice, clock.GetInstant(), ct);
    }

    /// <summary>The new last day, and why.</summary>
    internal Task<Notice> ComposeExtendedAsync(
        PortalDbContext db,
        DeletionRequest request,
        RemedyCase remedy,
        string reason,
        CancellationToken ct
    ) =>
        emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["We need more time for your appeal about {0}", request.Number],
                    [
                        words.DescribeDue(remedy.IsAnswerDated, remedy.DueBy, shown),
                        words["Why: {0}", reason],
                        words["The law allows this once ({0}).", words.Cite(remedy.Citation)],
                    ]
                ),
            ct
        );

    /// <summary>The outcome with its reasons, and after a denial the way that is left.</summary>
    internal Task<Notice> ComposeAnsweredAsync(
        PortalDbContext db,
        DeletionRequest request,
        RemedyCase remedy,
        bool isReopened,
        CancellationToken ct
    ) =>
        emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    DescribeOutcome(request, remedy),
                    [
                        words["Why: {0}", remedy.Reasons!],
                        .. isReopened
                            ?
                            [
                                words[
                                    "Your request is open again: we ask every party that still holds this data to erase it. "
                                        + "You will have an answer by {0}.",
                                    shown.Date(request.DueBy!.Value)
                                ].Value,
                            ]
                            : Array.Empty<string>(),
                        .. remedy.Outcome is RemedyOutcome.Denied
                            ? [$"{words[remedy.NextStep]} ({words.Cite(remedy.Citation)})"]
                            : Array.Empty<string>(),
                    ]
                ),
            ct
        );

    private string DescribeOutcome(DeletionRequest request, RemedyCase remedy) =>
        (remedy.Kind, remedy.Outcome) switch
        {
            (RemedyKind.Appeal, RemedyOutcome.Upheld) => words["Your appeal about {0} is upheld", request.Number],
            (RemedyKind.Appeal, _) => words["Your appeal about {0} is denied", request.Number],
            (RemedyKind.Complaint, RemedyOutcome.Upheld) => words["Your complaint about {0} is upheld", request.Number],
            (RemedyKind.Complaint, _) => words["Our answer to your complaint about {0}", request.Number],
            _ => throw new InvalidOperationException($"{remedy.Kind} has no text."),
        };
}
