namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>
/// What a reader can conclude about withheld numbers who knows that none is negative and which are sums of others.
/// </summary>
internal sealed class NumberBounds
{
    private const int Unlimited = 1_000_000;

    private readonly Dictionary<PublishedCell, Bounds> _known;

    private NumberBounds(IEnumerable<PublishedCell> cells) =>
        _known = cells.ToDictionary(
            c => c,
            c => c.IsWithheld ? new Bounds(0, Unlimited) : new Bounds(c.Value, c.Value)
        );

    /// <summary>The withheld numbers that can be computed.</summary>
    public static IEnumerable<PublishedCell> FindComputable(
        IEnumerable<PublishedCell> cells,
        IReadOnlyList<PublishedSum> sums
    )
    {
        var bounds = new NumberBounds(cells);
        while (sums.Any(bounds.Narrow))
            continue;
        return bounds._known.Where(k => k.Key.IsWithheld && k.Value.Low == k.Value.High).Select(k => k.Key);
    }

    private bool Narrow(PublishedSum sum)
    {
        var low = sum.Parts.Sum(p => _known[p].Low);
        var high = sum.Parts.Sum(p => _known[p].High);
        var isNarrower = Narrow(sum.Total, low, high);
        var total = _known[sum.Total];
        foreach (var part in sum.Parts)
        {
            // The others take at least their lowest from the total, and at most their highest.
            var (partLow, partHigh) = _known[part];
            isNarrower |= Narrow(part, total.Low - (high - partHigh), total.High - (low - partLow));
        }

        return isNarrower;
    }

    private bool Narrow(PublishedCell cell, int low, int high)
    {
        var before = _known[cell];
        var after = new Bounds(Math.Max(before.Low, low), Math.Min(before.High, high));
        _known[cell] = after;
        return after != before;
    }

    private sealed record Bounds(int Low, int High);
}
