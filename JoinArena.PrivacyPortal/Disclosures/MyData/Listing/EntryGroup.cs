using System.Text;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>The same act over and over, told as one: the same kinds of data of the same interview, to the same party, for the same purpose, and judged alike. What was corrected or taken back is never told with what stands.</summary>
/// <param name="Entries">Each time, newest first.</param>
public sealed record EntryGroup(IReadOnlyList<Entry> Entries)
{
    public Entry Latest => Entries[0];

    public int Times => Entries.Count;

    public DateTimeOffset FirstAt => Entries[^1].Time;

    public DateTimeOffset LastAt => Entries[0].Time;
}

/// <summary>One page of entries.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Older">Where the next page begins; null at the end.</param>
public sealed record EntryPage(IReadOnlyList<Entry> Entries, EntryCursor? Older)
{
    /// <summary>How far back was looked, when the look ended before the page was full.</summary>
    public DateTimeOffset? LookedBackTo { get; init; }

    /// <summary>The entries with repeats told as one, by the latest of each.</summary>
    public IReadOnlyList<EntryGroup> Groups => field ??= Group(Entries);

    /// <summary>As many entries as tell at most so many different things.</summary>
    internal static int Fitting(IReadOnlyList<Entry> entries, int groups)
    {
        var seen = new HashSet<(string, Direction, Purpose, string?, Standing, string?, bool, string)>();
        for (var at = 0; at < entries.Count; at++)
        {
            if (seen.Add(Sameness(entries[at])) && seen.Count > groups) return at;
        }

        return entries.Count;
    }

    private static List<EntryGroup> Group(IReadOnlyList<Entry> entries) => [.. entries.GroupBy(Sameness).Select(g => new EntryGroup([.. g]))];

    private static (string, Direction, Purpose, string?, Standing, string?, bool, string) Sameness(Entry entry)
    {
        var kinds = new StringBuilder();
        foreach (var kind in entry.Categories) kinds.Append((int)kind).Append(',');
        return (entry.PartyId, entry.Direction, entry.Purpose, entry.InterviewId, entry.Standing, entry.Version, entry.Stands, kinds.ToString());
    }
}
