using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// Tells a worker what they can do about a refusal: where to complain and what else, law by law if several apply.
/// </summary>
public static class RemedyTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>One paragraph for each law. Few names of laws are translated.</summary>
        public IReadOnlyList<string> DescribeRemedies(IReadOnlyList<Remedy> remedies) =>
            [.. remedies.Select(r => words.DescribeRemedy(r, isOnly: remedies.Count == 1, hasHeading: false))];

        /// <summary>The paragraph for one law. The authority's website is in it once.</summary>
        /// <param name="remedy">What the worker can do under that law.</param>
        /// <param name="isOnly">Whether no other law applies, so that the paragraph does not name this one.</param>
        /// <param name="hasHeading">Whether a heading above the paragraph says "If you disagree".</param>
        public string DescribeRemedy(Remedy remedy, bool isOnly, bool hasHeading)
        {
            var authority = words.NameAuthority(remedy);
            var citation = words.Cite(remedy.Citation);
            if (remedy.Words.Length == 0)
            {
                return isOnly
                    ? words["You can complain to {0} ({1}).", authority, citation]
                    : words[
                        "Under the {0}: you can complain to {1} ({2}).",
                        words[remedy.LawName].Value,
                        authority,
                        citation
                    ];
            }

            return (isOnly, hasHeading) switch
            {
                (true, true) => words["You can complain to {0}. {1} ({2})", authority, words[remedy.Words], citation],
                (true, false) => words[
                    "If you disagree, you can complain to {0}. {1} ({2})",
                    authority,
                    words[remedy.Words],
                    citation
                ],
                (false, _) => words[
                    "Under the {0}: you can complain to {1}. {2} ({3})",
                    words[remedy.LawName].Value,
                    authority,
                    words[remedy.Words],
                    citation
                ],
            };
        }

        /// <summary>The authority, with its website if one is known.</summary>
        private string NameAuthority(Remedy remedy) =>
            remedy.Website is null
                ? words[remedy.Authority].Value
                : words[remedy.Authority].Value + words[", "].Value + remedy.Website;
    }
}
