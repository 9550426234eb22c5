using System.Text;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>
/// The same act over and over, told as one: the same kinds of data of the same interview, to the same party, for the
/// same purpose, and judged alike. What was corrected or taken back is never told with what stands.
/// </summary>
/// <param name="Disclosures">Each time, newest first.</param>
public sealed record DisclosureGroup(IReadOnlyList<DisclosureView> Disclosures)
{
    public DisclosureView Latest => Disclosures[0];

    public int Times => Disclosures.Count;

    public DateTimeOffset FirstAt => Disclosures[^1].Time;

    public DateTimeOffset LastAt => Disclosures[0].Time;
}

/// <summary>One page of entries.</summary>
/// <param name="Disclosures">Newest first.</param>
/// <param name="Older">Where the next page begins; null at the end.</param>
public sealed record PagedDisclosures(IReadOnlyList<DisclosureView> Disclosures, DisclosureCursor? Older)
{
    /// <summary>How far back was looked, when the look ended before the page was full.</summary>
    public DateTimeOffset? SearchedBackTo { get; init; }

    /// <summary>The entries with repeats told as one, by the latest of each.</summary>
    public IReadOnlyList<DisclosureGroup> Groups => field ??= Group(Disclosures);

    /// <summary>As many entries as tell at most so many different things.</summary>
    internal static int CountFitting(IReadOnlyList<DisclosureView> entries, int groups)
    {
        var seen = new HashSet<(string, Direction, Purpose, string?, CoverageStatus, string?, bool, string)>();
        for (var at = 0; at < entries.Count; at++)
        {
            if (seen.Add(Sameness(entries[at])) && seen.Count > groups)
                return at;
        }

        return entries.Count;
    }

    private static List<DisclosureGroup> Group(IReadOnlyList<DisclosureView> entries) =>
        [.. entries.GroupBy(Sameness).Select(g => new DisclosureGroup([.. g]))];

    private static (string, Direction, Purpose, string?, CoverageStatus, string?, bool, string) Sameness(
        DisclosureView entry
    )
    {
        var kinds = new StringBuilder();
        foreach (var kind in entry.Categories)
            kinds.Append((int)kind).Append(',');
        return (
            entry.PartyId,
            entry.Direction,
            entry.Purpose,
            entry.InterviewId,
            entry.CoverageStatus,
            entry.Version,
            entry.IsInEffect,
            kinds.ToString()
        );
    }
}
