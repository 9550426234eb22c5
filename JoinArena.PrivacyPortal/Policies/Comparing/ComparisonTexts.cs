using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>Describes a comparison in sentences.</summary>
internal static class ComparisonTexts
{
    // In the order in which they are listed.
    private static readonly ClauseChangeKind[] s_listed =
    [
        ClauseChangeKind.Changed,
        ClauseChangeKind.New,
        ClauseChangeKind.Removed,
        ClauseChangeKind.Renamed,
        ClauseChangeKind.Moved,
    ];

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"2 clauses changed, 1 is new."</summary>
        public string Summarize(PolicyComparison comparison)
        {
            var listed = s_listed
                .Where(fate => comparison.CountClauses(fate) > 0)
                .Select((fate, i) => words.DescribeCount(fate, comparison.CountClauses(fate), isFirst: i == 0))
                .ToList();
            return listed.Count > 0 ? words["{0}.", string.Join(words[", "], listed)]
                : comparison.SurroundingText.IsSame ? words["Nothing in the text has changed."]
                : words["No clause has changed. Only text outside the clauses has changed."];
        }

        /// <summary>"Changed", for a tag.</summary>
        public string Describe(ClauseChangeKind fate) =>
            fate switch
            {
                ClauseChangeKind.Changed => words["Changed"],
                ClauseChangeKind.New => words["New"],
                ClauseChangeKind.Removed => words["Removed"],
                ClauseChangeKind.Renamed => words["Renamed"],
                ClauseChangeKind.Moved => words["Moved"],
                ClauseChangeKind.Unchanged => words["The same"],
            };

        /// <summary>How a version differs from the previous one.</summary>
        public string Describe(ChangeKind change) =>
            change switch
            {
                ChangeKind.Initial => words["The first version."],
                ChangeKind.Editorial => words["Only the wording changed. The meaning is the same."],
                ChangeKind.Material => words["It changes what you agree to."],
            };

        /// <summary>"Material", for a tag.</summary>
        public string GetTagText(ChangeKind change) =>
            change switch
            {
                ChangeKind.Initial => words["First version"],
                ChangeKind.Editorial => words["Editorial change"],
                ChangeKind.Material => words["Material change"],
            };

        /// <summary>Marks changes in HTML, with hidden words for screen readers.</summary>
        public HtmlDiff CreateHtmlDiff() =>
            new(words["added:"], words["(end of added text)"], words["removed:"], words["(end of removed text)"]);

        private string DescribeCount(ClauseChangeKind fate, int count, bool isFirst) =>
            fate switch
            {
                ClauseChangeKind.Changed => words.Plural(count, "1 clause changed", "{0} clauses changed"),
                ClauseChangeKind.New => isFirst
                    ? words.Plural(count, "1 clause is new", "{0} clauses are new")
                    : words.Plural(count, "1 is new", "{0} are new"),
                ClauseChangeKind.Removed => isFirst
                    ? words.Plural(count, "1 clause was removed", "{0} clauses were removed")
                    : words.Plural(count, "1 was removed", "{0} were removed"),
                ClauseChangeKind.Renamed => isFirst
                    ? words.Plural(count, "1 clause was renamed", "{0} clauses were renamed")
                    : words.Plural(count, "1 was renamed", "{0} were renamed"),
                ClauseChangeKind.Moved => isFirst
                    ? words.Plural(count, "1 clause was moved", "{0} clauses were moved")
                    : words.Plural(count, "1 was moved", "{0} were moved"),
                ClauseChangeKind.Unchanged => "",
            };
    }
}
