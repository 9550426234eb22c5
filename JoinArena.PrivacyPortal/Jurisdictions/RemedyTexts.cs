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
        /// <summary>One paragraph for each law. Names of laws and citations are not translated.</summary>
        public IReadOnlyList<string> DescribeRemedies(IReadOnlyList<Remedy> remedies) =>
            [
                .. remedies.Select(r =>
                    remedies.Count == 1
                        ? words[
                            "If you disagree, you can complain to {0}. {1} ({2})",
                            words.NameAuthority(r),
                            words[r.Words],
                            r.Citation
                        ].Value
                        : words[
                            "Under the {0}: you can complain to {1}. {2} ({3})",
                            r.LawName,
                            words.NameAuthority(r),
                            words[r.Words],
                            r.Citation
                        ].Value
                ),
            ];

        /// <summary>The authority, with its website if one is known.</summary>
        private string NameAuthority(Remedy remedy) =>
            remedy.Website is null
                ? words[remedy.Authority].Value
                : $"{words[remedy.Authority].Value}, {remedy.Website}";
    }
}
