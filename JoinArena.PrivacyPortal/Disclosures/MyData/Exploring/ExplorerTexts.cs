using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>How much was found, in words.</summary>
public static class ExplorerTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>
        /// "3 parties · 41 disclosures", and whether there may be more; the parties alone where none of their disclosures
        /// was among those counted; nothing for who has none.
        /// </summary>
        public string DescribeCount(ExplorerView view)
        {
            if (view.Listed.Count == 0)
                return view.Filter.IsSet ? words.DescribeNothing(view) : "";
            var parties = words.Plural(view.Listed.Count, "1 party", "{0} parties");
            if (view is { Count: 0, IsWholeCount: false })
                return parties;
            var disclosures = words.Plural(view.Count, "1 disclosure", "{0} disclosures");
            return view.IsWholeCount
                ? words["{0} · {1}", parties, disclosures]
                : words["{0} · at least {1}", parties, disclosures];
        }

        /// <summary>That nothing was found by the filter, as far as was searched.</summary>
        public string DescribeNothing(ExplorerView view) =>
            view.IsWholeCount
                ? words["Nothing matches your filter."]
                : words["None of your latest disclosures matches your filter. Older ones may match."];
    }
}
