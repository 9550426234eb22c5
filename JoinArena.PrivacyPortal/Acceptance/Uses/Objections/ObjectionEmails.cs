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
    internal async Task SendAnsweredAsync(
        PortalDbContext db,
        UseObjection answered,
        UseDecision stop,
        CancellationToken ct
    )
    {
        var worker = await db.Workers.SingleAsync(w => w.Id == answered.WorkerId, ct);
        var notice = CultureScope.Run(worker.Language, () => Compose(answered, stop, worker));
        db.Notices.SendToWorker(worker, notice, answered.AnsweredAt!.Value);
    }

    private Notice Compose(UseObjection answered, UseDecision stop, Worker worker)
    {
        var shown = new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone);
        var at = answered.AnsweredAt!.Value;
        var heading = words.DescribeClause(library, stop);
        return answered.Outcome switch
        {
            ObjectionOutcome.Upheld => new Notice(
                words["Our answer to your stop: {0} stays stopped", heading],
                [words["We have weighed your stop, and the use stays stopped."]],
                UseFilesApi.GetPageUrl(answered.DecisionId)
            ),
            ObjectionOutcome.Denied => new Notice(
                words["Our answer to your stop of {0}", heading],
                [
                    words["We have weighed your stop. The use goes on, on this ground: {0}.", answered.Ground!],
                    words["Why: {0}", answered.Reasons!],
                    words.DescribeEnd(shown.DateAndTime(stop.At), shown.DateAndTime(at)),
                    words[
                        "You can stop this use again at any time. That takes effect at once, and we then decide again."
                    ],
                    .. words.DescribeRemedies(rules.FindRemedy(worker.Jurisdiction, answered.Law) is { } r ? [r] : []),
                ],
                UseFilesApi.GetPageUrl(answered.DecisionId)
            ),
        };
    }
}
