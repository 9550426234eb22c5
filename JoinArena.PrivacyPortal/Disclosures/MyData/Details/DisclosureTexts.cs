using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Details;

/// <summary>What a disclosure's own page says first.</summary>
public static class DisclosureTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Sent to Portrait Lab".</summary>
        public string DescribeWay(DisclosureView disclosure) =>
            disclosure.Direction switch
            {
                Direction.Collected => words["Received from {0}", disclosure.PartyName.IsolateBidi()],
                Direction.Disclosed => words["Sent to {0}", disclosure.PartyName.IsolateBidi()],
            };

        /// <summary>
        /// "JoinArena sent this data on 18 October 2026 at 11:43 (Berlin), to make professional photos." Where the report
        /// no longer counts, only that it was reported.
        /// </summary>
        public string DescribeAct(DisclosureView disclosure, DisplayFormatter shown)
        {
            var at = shown.DateAndTime(disclosure.Time);
            var purpose = words.Describe(disclosure.Purpose);
            return (disclosure.IsInEffect, disclosure.Direction) switch
            {
                (false, _) => words["This was reported for {0}, {1}.", at, purpose],
                (true, Direction.Collected) => words["JoinArena got this data on {0}, {1}.", at, purpose],
                (true, Direction.Disclosed) => words["JoinArena sent this data on {0}, {1}.", at, purpose],
            };
        }
    }
}
