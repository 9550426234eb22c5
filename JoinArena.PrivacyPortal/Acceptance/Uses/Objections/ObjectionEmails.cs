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
public sealed class ObjectionEmails(IStringLocalizer<SharedResource> words, PolicyLibrary library, DeadlineRules rules)
{
    internal async Task SendAnsweredAsync(
        PortalDbContext db,
        UseObjection answered,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var worker = await db.Workers.SingleAsync(w => w.Id == answered.WorkerId, ct);
        var stop = await db.UseDecisions.AsNoTracking().SingleAsync(d => d.Id == answered.DecisionId, ct);
        var notice = CultureScope.Run(worker.Language, () => Compose(answered, stop, worker));
        db.Notices.SendToWorker(worker, notice, now);
    }

    private Notice Compose(UseObjection answered, UseDecision stop, Worker worker)
    {
        var heading = words.DescribeClause(library, stop);
        return answered.Outcome switch
        {
            ObjectionOutcome.Upheld => new Notice(
                words["Our answer to your stop: {0} stays stopped", heading],
                [words["We have weighed your stop, and the use stays stopped."]],
                UseFilesApi.GetPageUrl(answered.DecisionId)
            ),
            _ => new Notice(
                words["Our answer to your stop of {0}", heading],
                [
                    words["We go on with this use on another legal ground: {0}.", answered.Ground!],
                    words["Why: {0}", answered.Reasons!],
                    words["Your stop stays recorded, and you see each disclosure that goes against it."],
                    .. words.DescribeRemedies(FindRemedies(worker, answered)),
                ],
                UseFilesApi.GetPageUrl(answered.DecisionId)
            ),
        };
    }

    private List<Remedy> FindRemedies(Worker worker, UseObjection answered)
    {
        var places = new RequestPlaces(worker.Jurisdiction, []) { Received = answered.ReceivedAt };
        return [.. rules.FindRemedies(places).Where(r => r.Law == answered.Law)];
    }
}
