using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Writes the confirmation of a stop, or of a use that is allowed again, with its receipt.</summary>
public sealed class UseEmails(IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    internal Notice Compose(UseDecision decision, ClauseUse use, Worker worker, UseObjection? objection)
    {
        var heading = use.Clause.GetText(decision.Language).Heading;
        var shown = new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone);
        var at = shown.DateAndTime(decision.At);
        return decision.Kind switch
        {
            UseDecisionKind.Stopped => Create(
                decision,
                words["You stopped a use of your data: {0}", heading],
                [
                    words["You stopped it on {0}. The stop applies from then on.", at],
                    .. objection is null
                        ? Array.Empty<string>()
                        : [words.DescribeAnswerDate(shown.Date(objection.DueBy), objection.Citation)],
                    words["This does not undo what happened before. To have data deleted, request deletion."],
                ]
            ),
            UseDecisionKind.Resumed => Create(
                decision,
                words["You allowed a use of your data again: {0}", heading],
                words["You allowed it again on {0}.", at],
                words["You can stop it again at any time."]
            ),
        };
    }

    private Notice Create(UseDecision decision, string subject, params string[] lines) =>
        new(
            subject,
            [
                .. lines,
                words[
                    "Your receipt is attached. It is signed, so anyone you show it to can check that no one has "
                        + "changed it."
                ],
            ],
            UseFilesApi.GetPageUrl(decision.Id)
        )
        {
            Attachments = [new(UseFilesApi.GetFileName(decision), decision.Receipt)],
        };
}
