using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// What the team is written about deadlines: one mail a person, and no worker in it. A week ahead whoever works on the
/// request, or every officer when nobody does;
/// two days ahead every officer; at the deadline the administrators too.
/// </summary>
public sealed class DeadlineAlertEmails(IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    internal void SendAlerts(
        PortalDbContext db,
        IReadOnlyList<DeadlineAlert> news,
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
                .. news.Where(n =>
                        n.Stage == stage
                        && Readers(n, officers, administrators).Contains(address, StringComparer.OrdinalIgnoreCase)
                    )
                    .OrderBy(n => n.Due)
                    .ThenBy(n => n.Request.Number, StringComparer.Ordinal),
            ];
            if (theirs.Count > 0)
                db.Notices.SendToAddress(address, null, Letter(stage, theirs), now);
        }
    }

    private static IEnumerable<string> Readers(
        DeadlineAlert news,
        IReadOnlyList<string> officers,
        IReadOnlyList<string> administrators
    ) =>
        news.Stage switch
        {
            DeadlineStage.WithinWeek => news.Request.Owner is { } owner
            && officers.Contains(owner, StringComparer.OrdinalIgnoreCase)
                ? [owner]
            : officers.Count > 0 ? officers
            : administrators,
            DeadlineStage.WithinTwoDays => officers.Count > 0 ? officers : administrators,
            DeadlineStage.Overdue => officers.Concat(administrators),
        };

    private Notice Letter(DeadlineStage stage, List<DeadlineAlert> news)
    {
        var shown = new DisplayFormatter(words, clock);
        var subject = stage switch
        {
            DeadlineStage.WithinWeek => words.Plural(
                news.Count,
                "1 deletion request is due within a week",
                "{0} deletion requests are due within a week"
            ),
            DeadlineStage.WithinTwoDays => words.Plural(
                news.Count,
                "1 deletion request is due within two days",
                "{0} deletion requests are due within two days"
            ),
            DeadlineStage.Overdue => words.Plural(
                news.Count,
                "1 deletion request is overdue",
                "{0} deletion requests are overdue"
            ),
        };
        var path =
            news.Count == 1 ? RequestPaths.StaffPage(news[0].Request.Number)
            : stage is DeadlineStage.Overdue ? "/staff/requests?view=overdue"
            : "/staff/requests?view=due-soon";
        return new(subject, [.. news.Select(n => Line(n, shown))], path);
    }

    private string Line(DeadlineAlert news, DisplayFormatter shown) =>
        news.IsAboutAcknowledgement
            ? words[
                "{0}: receipt has to be confirmed by {1}, and the mail that does so has not left. See Deliveries.",
                news.Request.Number,
                shown.Date(news.Due)
            ]
            : words[
                "{0}: an answer is due by {1}; {2} of {3} parties have answered.",
                news.Request.Number,
                shown.Date(news.Due),
                news.Request.Tasks.Count(t => t.State.IsEnd),
                news.Request.Tasks.Count
            ];
}
