using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Jurisdictions.Citations;

/// <summary>
/// Provisions of laws, as a reader is shown them. Law files, records and certificates name them in English; the GDPR has a
/// name of its own in each language.
/// </summary>
public static partial class CitationTexts
{
    private const string Separator = "; ";

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>The citation in the reader's language, as far as its laws have a name there.</summary>
        /// <param name="citation">The citation as it is stored: "GDPR Art. 12(4), 77, 79".</param>
        public string Cite(string citation) =>
            string.Join(Separator, citation.Split(Separator).Select(part => words.CitePart(part)));

        private string CitePart(string part)
        {
            if (Articles().Match(part) is not { Success: true } found)
                return part;
            // Each is isolated: from right to left, a row of numbers with Latin commas would be read in the wrong order.
            var articles = string.Join(
                words[", "],
                found
                    .Groups["articles"]
                    .Value.Replace("Art. ", "", StringComparison.Ordinal)
                    .Split(", ")
                    .Select(article => article.IsolateBidi())
            );
            return found.Groups["law"].Value switch
            {
                "GDPR Art. " => words["GDPR Art. {0}", articles],
                "UK GDPR Art. " => words["UK GDPR Art. {0}", articles],
                _ => words["EDPB Guidelines {0}", articles],
            };
        }
    }

    // Only numbers of articles, with paragraphs and letters: a citation with words in it stays English as a whole.
    [GeneratedRegex(
        @"^(?<law>(UK )?GDPR Art\. |EDPB Guidelines )(?<articles>\d+\w?(\(\w\)|/\d+)*(, (Art\. )?\d+\w?(\(\w\))*)*)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Articles();
}
