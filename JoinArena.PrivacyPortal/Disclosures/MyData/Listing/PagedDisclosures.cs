using System.Text;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>One page of disclosures.</summary>
/// <param name="Disclosures">Newest first.</param>
/// <param name="Older">The disclosure after which the next page begins; null on the last page.</param>
public sealed record PagedDisclosures(IReadOnlyList<DisclosureView> Disclosures, DisclosureCursor? Older)
{
    /// <summary>How far back was searched, when the search ended before the page was full; null otherwise.</summary>
    public DateTimeOffset? SearchedBackTo { get; init; }

    /// <summary>The disclosures with repeats grouped, the group with the latest disclosure first.</summary>
    public IReadOnlyList<DisclosureGroup> Groups => field ??= Group(Disclosures);

    /// <summary>How many disclosures, from the first on, fall into at most this number of groups.</summary>
    internal static int CountFitting(IReadOnlyList<DisclosureView> disclosures, int maxGroups)
    {
        var seen = new HashSet<GroupKey>();
        for (var at = 0; at < disclosures.Count; at++)
        {
            if (seen.Add(GetGroupKey(disclosures[at])) && seen.Count > maxGroups)
                return at;
        }

        return disclosures.Count;
    }

    private static List<DisclosureGroup> Group(IReadOnlyList<DisclosureView> disclosures) =>
        [.. disclosures.GroupBy(GetGroupKey).Select(g => new DisclosureGroup([.. g]))];

    private static GroupKey GetGroupKey(DisclosureView disclosure)
    {
        var kinds = new StringBuilder();
        foreach (var kind in disclosure.Categories)
            kinds.Append((int)kind).Append(',');
        return new(
            disclosure.PartyId,
            disclosure.Direction,
            disclosure.Purpose,
            disclosure.InterviewId,
            disclosure.CoverageStatus,
            disclosure.Version,
            disclosure.IsInEffect,
            kinds.ToString()
        );
    }

    private sealed record GroupKey(
        string PartyId,
        Direction Direction,
        Purpose Purpose,
        string? InterviewId,
        CoverageStatus CoverageStatus,
        string? Version,
        bool IsInEffect,
        string Kinds
    );
}
