using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// The emails to the team about deadlines: one to each person, and none names a worker. A week ahead it goes to the
/// officer the request is assigned to, or to every officer if it is assigned to none; two days ahead to every officer;
/// after the deadline to the administrators too.
/// </summary>
public sealed class DeadlineAlertEmails(IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    internal void SendAlerts(
        PortalDbContext db,
        IReadOnlyList<DeadlineAlert> alerts,
        IReadOnlyList<string> officers,
        IReadOnlyList<string> administrators,
        DateTimeOffset now
    )
    {
        foreach (
            var (address, stage) in officers
                .Concat(administrators)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .SelectMany(a => Enum.GetValues<DeadlineStage>().Select(s => (a, s)))
        )
        {
            List<DeadlineAlert> theirs =
            [
                .. alerts
                    .Where(n =>
                        n.Stage == stage
                        && FindRecipients(n, officers, administrators)
                            .Contains(address, StringComparer.OrdinalIgnoreCase)
                    )
                    .OrderBy(n => n.Due)
                    .ThenBy(n => n.Request.Number, StringComparer.Ordinal),
            ];
            if (theirs.Count > 0)
                db.Notices.SendToAddress(address, null, Compose(stage, theirs), now);
        }
    }

    private static IEnumerable<string> FindRecipients(
        DeadlineAlert alert,
        IReadOnlyList<string> officers,
        IReadOnlyList<string> administrators
    ) =>
        alert.Stage switch
        {
            DeadlineStage.WithinWeek => alert.Request.Owner is { } owner
            && officers.Contains(owner, StringComparer.OrdinalIgnoreCase)
                ? [owner]
            : officers.Count > 0 ? officers
            : administrators,
            DeadlineStage.WithinTwoDays or DeadlineStage.LastDay => officers.Count > 0 ? officers : administrators,
            DeadlineStage.Overdue => officers.Concat(administrators),
        };

    private Notice Compose(DeadlineStage stage, List<DeadlineAlert> alerts)
    {
        var shown = new DisplayFormatter(words, clock);
        var subject = stage switch
        {
            DeadlineStage.WithinWeek => words.Plural(
                alerts.Count,
                "1 deletion request is due within a week",
                "{0} deletion requests are due within a week"
            ),
            DeadlineStage.WithinTwoDays => words.Plural(
                alerts.Count,
                "1 deletion request is due within two days",
                "{0} deletion requests are due within two days"
            ),
            DeadlineStage.LastDay => words.Plural(
                alerts.Count,
                "1 deletion request is due today",
                "{0} deletion requests are due today"
            ),
            DeadlineStage.Overdue => words.Plural(
                alerts.Count,
                "1 deletion request is overdue",
                "{0} deletion requests are overdue"
            ),
        };
        var path =
            alerts.Count == 1 ? RequestPaths.StaffPage(alerts[0].Request.Number)
            : stage is DeadlineStage.Overdue ? "/staff/requests?view=overdue"
            : "/staff/requests?view=due-soon";
        return new(subject, [.. alerts.Select(n => Describe(n, shown))], path);
    }

    private string Describe(DeadlineAlert alert, DisplayFormatter shown) =>
        alert.Subject switch
        {
            AlertSubject.Answer => words.Plural(
                alert.Request.Tasks.Count(t => t.State is not TaskState.NotAsked),
                "{1}: an answer is due by {2}; answers came from {3} of 1 party.",
                "{1}: an answer is due by {2}; answers came from {3} of {0} parties.",
                alert.Request.Number,
                shown.Date(alert.Due),
                alert.Request.Tasks.Count(t => t.State.IsAnswer)
            ),
            AlertSubject.Receipt => words[
                "{0}: receipt must be confirmed by {1}, and the email that does so has not been sent. See Deliveries.",
                alert.Request.Number,
                shown.Date(alert.Due)
            ],
            AlertSubject.Refusal => words[
                "{0}: the last day to refuse any of it is {1}. The longer time is for an answer only.",
                alert.Request.Number,
                shown.Date(alert.Due)
            ],
            AlertSubject.Proof => words[
                "{0}: proof of identity is awaited since {1}. Record it, or refuse the request as not proven, by {2}.",
                alert.Request.Number,
                shown.Date(alert.Request.IdentityAskedAt!.Value),
                shown.Date(alert.Due)
            ],
        };
}
