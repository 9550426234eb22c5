using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>Writes the answer to a stop. If the use goes on, it says on which ground, why, and where to complain.</summary>
public sealed class ObjectionEmails(
    IStringLocalizer<SharedResource> words,
    PolicyLibrary library,
    DeadlineRules rules,
    TimeProvider clock
)
{
    internal async Task SendAsync(
        PortalDbContext db,
        UseObjection answered,
        UseDecision stop,
        ObjectionAnswer answer,
        CancellationToken ct
    )
    {
        var worker = await db.Workers.SingleAsync(w => w.Id == answered.WorkerId, ct);
        db.Notices.SendToWorker(worker, Compose(answered, stop, answer, worker), answered.AnsweredAt!.Value);
    }

    /// <summary>The email as it would be sent now, in the worker's language and time zone.</summary>
    internal async Task<Notice> ComposeAsync(
        PortalDbContext db,
        UseObjection objection,
        UseDecision stop,
        ObjectionAnswer answer,
        CancellationToken ct
    )
    {
        var worker = await db.Workers.AsNoTracking().SingleAsync(w => w.Id == objection.WorkerId, ct);
        return Compose(objection, stop, answer, worker);
    }

    private Notice Compose(UseObjection objection, UseDecision stop, ObjectionAnswer answer, Worker worker) =>
        CultureScope.Run(worker.Language, () => Write(objection, stop, answer, worker));

    private Notice Write(UseObjection objection, UseDecision stop, ObjectionAnswer answer, Worker worker)
    {
        var shown = new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone);
        var (ground, reasons) = answer.GetTexts();
        var heading = words.DescribeClause(library, stop);
        return answer.Outcome switch
        {
            ObjectionOutcome.Upheld => new Notice(
                words["Our answer to your stop: {0} stays stopped", heading],
                [words["We have weighed your stop, and the use stays stopped."]],
                UseFilesApi.GetPageUrl(objection.DecisionId)
            ),
            ObjectionOutcome.Denied => new Notice(
                words["Our answer to your stop of {0}", heading],
                [
                    words["We have weighed your stop. The use goes on, on this ground: {0}.", ground!],
                    words["Why: {0}", reasons!],
                    // By the day, so that the email that is sent is word for word the one that was read before.
                    words.DescribeEnd(
                        shown.DateAndTime(stop.At),
                        shown.Date(objection.AnsweredAt ?? clock.GetInstant())
                    ),
                    words[
                        "You can stop this use again at any time. That takes effect at once, and we then decide again."
                    ],
                    .. words.DescribeRemedies(rules.FindRemedy(worker.Jurisdiction, objection.Law) is { } r ? [r] : []),
                ],
                UseFilesApi.GetPageUrl(objection.DecisionId)
            ),
        };
    }
}
