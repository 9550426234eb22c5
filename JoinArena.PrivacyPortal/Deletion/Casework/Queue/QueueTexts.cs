using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>The texts about the queue.</summary>
internal static class QueueTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"5 open, 1 due in 2 days, 0 overdue."</summary>
        public string Describe(QueueCount count, DisplayFormatter shown) =>
            count.NextDue is { } next
                ? words[
                    "{0} open, {1} due {2}, {3} overdue.",
                    count.Open,
                    count.DueThen,
                    shown.DaysUntil(next),
                    count.Overdue
                ]
                : words["{0} open, {1} overdue.", count.Open, count.Overdue];
    }
}
