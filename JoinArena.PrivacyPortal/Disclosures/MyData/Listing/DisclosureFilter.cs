using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>
/// Which disclosures to show. The address holds the filter, so that a filtered page can be bookmarked.
/// </summary>
public sealed record DisclosureFilter
{
    /// <summary>The longest text to search for.</summary>
    public const int MaxSearchLength = 100;

    public DataCategory? Category { get; init; }

    public string? InterviewId { get; init; }

    public string? ItemId { get; init; }

    /// <summary>The earliest instant, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest instant, exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool OnlyUncovered { get; init; }

    public string? PartyId { get; init; }

    public Purpose? Purpose { get; init; }

    public string? Clause { get; init; }

    /// <summary>Text to find in the names of parties, interviews, items and kinds of data.</summary>
    public string? Search { get; init; }

    /// <summary>What <see cref="Search"/> was found in; null before it was looked up.</summary>
    internal SearchHits? Hits { get; init; }

    /// <summary>Whether the filter leaves anything out.</summary>
    public bool IsSet => this with { Hits = null } != new DisclosureFilter();

    /// <summary>
    /// Whether the filter needs more than the index of the worker's timeline: the items or the purpose of each disclosure.
    /// </summary>
    internal bool FiltersByItem =>
        Category is not null || ItemId is not null || Clause is not null || Hits is not null || Purpose is not null;

    /// <summary>The part of the filter that the index of the worker's timeline answers.</summary>
    internal IQueryable<Disclosure> FilterTimeline(IQueryable<Disclosure> rows)
    {
        if (PartyId is { } party)
            rows = rows.Where(d => d.PartyId == party);
        if (InterviewId is { } interview)
            rows = rows.Where(d => d.InterviewId == interview);
        if (From is { } from)
            rows = rows.Where(d => d.Time >= from);
        if (Until is { } until)
            rows = rows.Where(d => d.Time < until);
        return OnlyUncovered ? rows.Uncovered() : rows;
    }

    /// <summary>The part of the filter for which each disclosure is read.</summary>
    internal IQueryable<Disclosure> FilterItems(IQueryable<Disclosure> rows)
    {
        if (Purpose is { } purpose)
            rows = rows.Where(d => d.Purpose == purpose);
        if (Category is { } category)
            rows = rows.Where(d => d.Items.Any(i => i.Category == category));
        if (ItemId is { } item)
            rows = rows.Where(d => d.Items.Any(i => i.ItemId == item));
        if (Clause is { } clause)
            rows = rows.Where(d => d.Items.Any(i => i.Clause == clause));
        if (Hits is { } hits)
        {
            var parties = hits.Parties;
            var interviews = hits.Interviews;
            var items = hits.Items;
            var kinds = hits.Kinds;
            // Max instead of Any: with Any, PostgreSQL may read the items of all disclosures first.
            rows = rows.Where(d =>
                parties.Contains(d.PartyId)
                || interviews.Contains(d.InterviewId!)
                || d.Items.Max(i => items.Contains(i.ItemId) || kinds.Contains(i.Category) ? 1 : 0) == 1
            );
        }

        return rows;
    }

    /// <summary>Reads the filter from the address. Values that are not valid are left out.</summary>
    /// <param name="zone">The reader's time zone, in which a day begins.</param>
    public static DisclosureFilter FromQuery(IQueryCollection query, TimeZoneInfo zone) =>
        new()
        {
            Category = KebabCase.TryParse<DataCategory>(query["kind"], out var category) ? category : null,
            InterviewId = Text(query, "interview", 200),
            ItemId = Text(query, "item", 200),
            From = Day(query, "from") is { } from ? from.StartOfDay(zone) : null,
            Until = Day(query, "to") is { } to && to < IsoDay.Last ? to.AddDays(1).StartOfDay(zone) : null,
            OnlyUncovered = query["uncovered"] == "1",
            PartyId = Text(query, "party", 200),
            Purpose = KebabCase.TryParse<Purpose>(query["purpose"], out var purpose) ? purpose : null,
            Clause = Text(query, "clause", 100),
            Search = Text(query, "q", MaxSearchLength)?.Trim() is { Length: > 0 } search ? search : null,
        };

    private static string? Text(IQueryCollection query, string name, int longest) =>
        query[name] is [{ Length: > 0 } text] && text.Length <= longest ? text : null;

    private static DateOnly? Day(IQueryCollection query, string name) => IsoDay.ReadBound(query[name]);
}
