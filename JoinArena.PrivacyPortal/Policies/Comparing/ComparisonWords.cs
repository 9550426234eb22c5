using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>A comparison in sentences.</summary>
internal static class ComparisonWords
{
    // In the order they are told in.
    private static readonly ClauseFate[] s_told = [ClauseFate.Changed, ClauseFate.New, ClauseFate.Removed, ClauseFate.Renamed, ClauseFate.Moved];

    extension(IStringLocalizer<Words> words)
    {
        /// <summary>"2 clauses changed, 1 is new."</summary>
        public string Sentence(PolicyComparison comparison)
        {
            var told = s_told.Where(fate => comparison.Count(fate) > 0).Select((fate, i) => words.Told(fate, comparison.Count(fate), isFirst: i == 0)).ToList();
            return told.Count > 0 ? words["{0}.", string.Join(words[", "], told)]
                : comparison.Around.IsSame ? words["Nothing in the text has changed."]
                : words["No clause has changed; words around the clauses have."];
        }

        /// <summary>"Changed", for a tag.</summary>
        public string Of(ClauseFate fate) => fate switch
        {
            ClauseFate.Changed => words["Changed"],
            ClauseFate.New => words["New"],
            ClauseFate.Removed => words["Removed"],
            ClauseFate.Renamed => words["Renamed"],
            ClauseFate.Moved => words["Moved"],
            ClauseFate.Untouched => words["The same"],
        };

        /// <summary>What a version is to the one before it.</summary>
        public string Of(ChangeKind change) => change switch
        {
            ChangeKind.Initial => words["The first version."],
            ChangeKind.Editorial => words["It means the same in other words."],
            ChangeKind.Material => words["It changes what you agree to."],
        };

        /// <summary>"Material", for a tag.</summary>
        public string Name(ChangeKind change) => change switch
        {
            ChangeKind.Initial => words["First version"],
            ChangeKind.Editorial => words["Editorial change"],
            ChangeKind.Material => words["Material change"],
        };

        /// <summary>How changes are marked for those who do not see the marks.</summary>
        public MarkedHtml Marks() => new(words["added:"], words["(end of what was added)"], words["removed:"], words["(end of what was removed)"]);

        private string Told(ClauseFate fate, int count, bool isFirst) => fate switch
        {
            ClauseFate.Changed => words.Count(count, "1 clause changed", "{0} clauses changed"),
            ClauseFate.New => isFirst ? words.Count(count, "1 clause is new", "{0} clauses are new") : words.Count(count, "1 is new", "{0} are new"),
            ClauseFate.Removed => isFirst ? words.Count(count, "1 clause was removed", "{0} clauses were removed") : words.Count(count, "1 was removed", "{0} were removed"),
            ClauseFate.Renamed => isFirst ? words.Count(count, "1 clause was renamed", "{0} clauses were renamed") : words.Count(count, "1 was renamed", "{0} were renamed"),
            ClauseFate.Moved => isFirst ? words.Count(count, "1 clause was moved", "{0} clauses were moved") : words.Count(count, "1 was moved", "{0} were moved"),
            ClauseFate.Untouched => "",
        };
    }
}
