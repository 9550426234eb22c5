using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>What the picture and its bars say, and where they lead.</summary>
public static class FlowTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"once", "3 times".</summary>
        public string DescribeTimes(int times) => words.Plural(times, "once", "{0} times");

        /// <summary>"3 times", and whether nothing of it is left there.</summary>
        public string DescribeTimes(FlowEnd end) =>
            end.IsGone
                ? words["{0}, nothing left there", words.DescribeTimes(end.Times)]
                : words.DescribeTimes(end.Times);

        /// <summary>What a party does; null for the bar that the remaining parties share.</summary>
        public string? WhatItDoes(FlowEnd end, IReadOnlyList<PartySummary> parties) =>
            parties.FirstOrDefault(p => p.Id == end.Id) is { } known ? words.Describe(known.Kind) : null;
    }

    extension(ListAddress address)
    {
        /// <summary>The page with only what went to a party; with the table for the parties that share a bar.</summary>
        public string GetUrl(FlowEnd party) =>
            party.Id == FlowDiagramLayout.OtherParties ? address.WithTable(true) : address.WithEnd("party", party.Id);

        /// <summary>The page with one end of the picture chosen. What is chosen already is no longer chosen.</summary>
        public string WithEnd(string name, string id) =>
            DisclosureListUrls.UrlWith(address, name, address.Values[name] == id ? null : id) + "#found";

        /// <summary>The page with the table in the place of the picture, or with the picture.</summary>
        public string WithTable(bool asTable) =>
            DisclosureListUrls.UrlWith(address, "as", asTable ? "table" : null) + "#picture";

        /// <summary>Whether an end of the picture is chosen, as ARIA says it.</summary>
        public string? IsChosen(string name, string id) => address.Values[name] == id ? "true" : null;
    }
}
