using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>How much was found, in words.</summary>
public static class ExplorerTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"3 parties · 41 disclosures", and how far that was counted; nothing for who has none.</summary>
        public string DescribeCount(ExplorerView view)
        {
            if (view.Listed.Count == 0)
                return view.Filter.IsSet ? words["Nothing matches your filter."] : "";
            var parties = words.Plural(view.Listed.Count, "1 party", "{0} parties");
            var disclosures = words.Plural(view.Count, "1 disclosure", "{0} disclosures");
            return view.IsWholeCount
                ? words["{0} · {1}", parties, disclosures]
                : words["{0} · at least {1}", parties, disclosures];
        }
    }
}
