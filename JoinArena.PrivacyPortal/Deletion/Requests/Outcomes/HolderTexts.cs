using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;

/// <summary>Sentences about the parties that a request concerns: a few are named, more are counted.</summary>
public static class HolderTexts
{
    /// <summary>As many parties are named in a sentence.</summary>
    public const int MaxNamed = 3;

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>Whom we notify after the cooling-off time, as a sentence that follows one about that time.</summary>
        /// <param name="holders">The parties that hold data within the scope now, by name.</param>
        public string DescribeNotifyingAfterwards(IReadOnlyList<string> holders, DisplayFormatter shown) =>
            holders.Count switch
            {
                0 => words["After that our privacy team looks for your data in JoinArena’s own systems."],
                > MaxNamed => words["After that we notify the {0} parties that hold this data.", holders.Count],
                _ => words["After that we notify {0}.", shown.List(holders)],
            };

        /// <summary>The same as the next line of the request's history.</summary>
        public string DescribeNotifyingNext(
            IReadOnlyList<string> holders,
            DateTimeOffset coolingOffEnds,
            DisplayFormatter shown
        )
        {
            var at = shown.DateAndTime(coolingOffEnds);
            return holders.Count switch
            {
                0 => words["Next: on {0} our privacy team looks for the data in JoinArena’s own systems", at],
                > MaxNamed => words["Next: on {0} we notify the {1} parties that hold this data", at, holders.Count],
                _ => words["Next: on {0} we notify {1}", at, shown.List(holders)],
            };
        }

        /// <summary>Whom we notify next, as the next line of the history.</summary>
        /// <param name="areFirst">Whether no party was notified before them.</param>
        public string DescribeNotifyingNow(IReadOnlyList<string> parties, bool areFirst, DisplayFormatter shown) =>
            parties.Count <= MaxNamed ? words["Next: we notify {0}", shown.List(parties)]
            : areFirst ? words["Next: we notify the {0} parties that hold this data", parties.Count]
            : words["Next: we notify {0} more parties", parties.Count];

        /// <summary>Who has yet to answer, and by when, as a sentence; null if no one has.</summary>
        public string? DescribeStillAwaited(IReadOnlyList<string> awaited, DateOnly due, DisplayFormatter shown)
        {
            var day = shown.Date(due);
            return awaited.Count switch
            {
                0 => null,
                > MaxNamed => words["{0} parties still have to answer, by {1}.", awaited.Count, day],
                var few => words.Plural(
                    few,
                    "{1} still has to answer, by {2}.",
                    "{1} still have to answer, by {2}.",
                    shown.List(awaited),
                    day
                ),
            };
        }

        /// <summary>Who has yet to answer, and by when, as the next line of the history; null if no one has.</summary>
        public string? DescribeAwaited(IReadOnlyList<string> awaited, DateOnly due, DisplayFormatter shown)
        {
            var day = shown.Date(due);
            return awaited.Count switch
            {
                0 => null,
                > MaxNamed => words["Next: {0} parties still have to answer, by {1}", awaited.Count, day],
                var few => words.Plural(
                    few,
                    "Next: {1} still has to answer, by {2}",
                    "Next: {1} still have to answer, by {2}",
                    shown.List(awaited),
                    day
                ),
            };
        }
    }
}
