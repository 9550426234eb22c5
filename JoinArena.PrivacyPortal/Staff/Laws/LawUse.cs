using System.Globalization;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A law and what depends on it.</summary>
/// <param name="Places">The places that name it.</param>
/// <param name="OpenRequests">How many open requests have their date, grounds or remedies from it.</param>
public sealed record LawUse(Law Law, IReadOnlyList<Jurisdiction> Places, int OpenRequests)
{
    /// <summary>
    /// The country, or the only place, where it holds: "Taiwan". Null where it holds in several countries, or in every one
    /// without an entry of its own.
    /// </summary>
    public string? PlaceName
    {
        get
        {
            string[] countries = [.. Places.Select(p => p.Code.Split('-')[0]).Distinct(StringComparer.Ordinal)];
            return Places switch
            {
                [{ Code: DeadlineRules.Unknown }] => null,
                [var only] => only.ListedName,
                // The country's entry may be about what its other entries leave: "United States, a state without an act".
                _ when countries is [var country] && Places.Any(p => p.Code == country) => new RegionInfo(
                    country
                ).EnglishName,
                _ => null,
            };
        }
    }

    /// <summary>What its line in a list begins with, and is sorted by: its place, or else its name.</summary>
    public string ListedName => PlaceName ?? Law.Name;

    /// <summary>How many complaints and appeals wait for an answer that is due by it.</summary>
    public int OpenRemedies { get; init; }

    /// <summary>How many stops of a use wait for an answer that is due by it.</summary>
    public int OpenStops { get; init; }
}
