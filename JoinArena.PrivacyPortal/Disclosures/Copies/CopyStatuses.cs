using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Copies;

/// <summary>
/// What has become of each copy of a worker's data. A copy that is not mentioned here is held by its party.
/// </summary>
public sealed class CopyStatuses
{
    private readonly ILookup<string, CopyDates> _dates;
    private readonly Dictionary<CopyKey, CopyDates> _datesByCopy;
    private readonly ILookup<CopyKey, RequestedCopy> _requested;

    internal CopyStatuses(IReadOnlyCollection<CopyDates> dates, IEnumerable<RequestedCopy> requested)
    {
        _dates = dates.ToLookup(d => d.PartyId, StringComparer.Ordinal);
        _datesByCopy = dates.ToDictionary(d => new CopyKey(d.PartyId, d.ItemId));
        _requested = requested.OrderBy(r => r.At).ToLookup(r => new CopyKey(r.PartyId, r.ItemId));
    }

    /// <summary>The copies of a worker who never asked for anything.</summary>
    public static CopyStatuses Empty { get; } = new([], []);

    /// <summary>What has become of what the party got at that time. What it got later is another copy.</summary>
    public CopyStatus Find(string partyId, string itemId, DateTimeOffset sentAt)
    {
        var key = new CopyKey(partyId, itemId);
        var dates = _datesByCopy.GetValueOrDefault(key);
        var since = _requested[key].Where(r => r.At >= sentAt).ToList();
        if (dates?.ErasedAt >= sentAt)
        {
            return since.LastOrDefault(r => r.State is CopyState.Erased or CopyState.NothingHeld) is { } erased
                ? ReadStatus(erased)
                : new(CopyState.Erased, dates.ErasedAt, null, null);
        }

        var last = since.LastOrDefault();
        // An answer stands until the party is asked again: its own asking may have been written down a moment after it.
        if (dates?.AskedAt >= sentAt && (last is null || (dates.AskedAt > last.At && dates.AskedAt != last.AskedAt)))
            return new(CopyState.Asked, dates.AskedAt, null, last?.Request);
        return last is null ? CopyStatus.Held : ReadStatus(last);
    }

    /// <summary>
    /// What has become of the copies of an item, the last first, each state once: what was erased and sent again was
    /// erased, and is held. A request after an erasure is about a copy that was sent in between.
    /// </summary>
    internal IReadOnlyList<CopyStatus> FindAll(
        string partyId,
        string itemId,
        DateTimeOffset firstAt,
        DateTimeOffset lastAt
    )
    {
        var requested = _requested[new CopyKey(partyId, itemId)].ToList();
        var sentAgain = requested
            .Where(r => r.State is CopyState.Erased or CopyState.NothingHeld)
            .Where(r => firstAt <= r.At && requested.Exists(next => next.At > r.At && next.At <= lastAt))
            .OrderByDescending(r => r.At)
            .Select(r => r.At.AddTicks(1));
        IEnumerable<DateTimeOffset> sent = [lastAt, .. sentAgain, firstAt];
        return [.. sent.Select(at => Find(partyId, itemId, at)).DistinctBy(status => status.State)];
    }

    /// <summary>
    /// What has become of what these disclosures sent, each status once with its number of items. Data that came from a
    /// party is no copy of it.
    /// </summary>
    public IReadOnlyList<CopyCount> Count(IEnumerable<DisclosureView> disclosures) =>
        Count(
            disclosures
                .Where(d => d.Direction is Direction.Disclosed)
                .SelectMany(d => d.Items, (d, item) => (item.Id, Status: Find(d.PartyId, item.Id, d.Time)))
                .DistinctBy(copy => (copy.Id, copy.Status.State))
                .Select(copy => copy.Status)
        );

    /// <summary>
    /// What has become of what a party received, each status once with its number of items. An item that was sent again
    /// after its erasure is one of those erased, and one of those that the party has.
    /// </summary>
    /// <param name="items">How many items of the kinds it received.</param>
    /// <param name="category">Of this kind of data alone; null for all.</param>
    public IReadOnlyList<CopyCount> Count(string partyId, int items, DataCategory? category = null)
    {
        var known = _dates[partyId].Where(d => category is null || d.Category == category).ToList();
        return Count(
            known
                .SelectMany(d => FindAll(partyId, d.ItemId, d.FirstAt, d.LastAt))
                .Concat(Enumerable.Repeat(CopyStatus.Held, Math.Max(0, items - known.Count)))
        );
    }

    /// <summary>True where nothing is left of this kind of data at the party.</summary>
    internal bool IsGone(string partyId, DataCategory category, int items) =>
        Count(partyId, items, category).All(count => count.Status.IsGone);

    private static CopyStatus ReadStatus(RequestedCopy copy) => new(copy.State, copy.At, copy.Until, copy.Request);

    /// <summary>
    /// Each state once, with its number of copies and the last of its dates: "2 copies erased, last 2 July".
    /// </summary>
    public static IReadOnlyList<CopyCount> Count(IEnumerable<CopyStatus> copies) =>
        [
            .. copies
                .GroupBy(c => c.State)
                .OrderBy(g => g.Key)
                .Select(g => new CopyCount(g.MaxBy(c => c.At ?? DateTimeOffset.MinValue)!, g.Count())),
        ];

    private readonly record struct CopyKey(string PartyId, string ItemId);
}

/// <summary>How many copies have a status.</summary>
/// <param name="Status">The latest of those with the same state.</param>
public sealed record CopyCount(CopyStatus Status, int Copies);

/// <summary>When a copy was first and last sent, asked for and erased, as counted in <see cref="Holding"/>.</summary>
internal sealed record CopyDates(
    string PartyId,
    string ItemId,
    DataCategory Category,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    DateTimeOffset? AskedAt,
    DateTimeOffset? ErasedAt
);
