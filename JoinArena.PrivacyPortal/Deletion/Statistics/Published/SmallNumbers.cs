namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>
/// Withholds small numbers, and with them as many others as it takes that no reader can compute one from the sums
/// (complementary suppression). Zero is no small number: it is about no one.
/// </summary>
internal static class SmallNumbers
{
    /// <summary>The smallest number that is published, besides zero.</summary>
    public const int Threshold = 5;

    public static bool IsSmall(int value) => value is > 0 and < Threshold;

    /// <summary>Withholds what must be. Ends, since each round withholds one more number.</summary>
    public static void Withhold(IReadOnlyList<PublishedCell> cells, IReadOnlyList<PublishedSum> sums)
    {
        foreach (var cell in cells)
            cell.IsWithheld = IsSmall(cell.Value);
        while (FindNext(cells, sums) is { } next)
            next.IsWithheld = true;
    }

    private static PublishedCell? FindNext(IReadOnlyList<PublishedCell> cells, IReadOnlyList<PublishedSum> sums)
    {
        if (sums.Select(FindNext).OfType<PublishedCell>().FirstOrDefault() is { } next)
            return next;
        // Several sums together can tell what none of them tells alone.
        return NumberBounds
            .FindComputable(cells, sums)
            .SelectMany(cell => sums.Where(s => s.Total == cell || s.Parts.Contains(cell)))
            .Select(s => FindSmallestShown([.. s.Parts, s.Total]))
            .OfType<PublishedCell>()
            .FirstOrDefault();
    }

    /// <summary>A number that has to be withheld because a sum would tell another one; null if none has to be.</summary>
    private static PublishedCell? FindNext(PublishedSum sum)
    {
        List<PublishedCell> withheld = [.. sum.Parts.Where(p => p.IsWithheld)];
        if (sum.Total.IsWithheld)
            return withheld.Count > 0 ? null : FindSmallestShown(sum.Parts);
        if (withheld.Count == 0)
            return null;
        // What is withheld together must not be a small number either: two that make 2 are 1 and 1.
        return withheld.Count > 1 && withheld.Sum(p => p.Value) >= Threshold
            ? null
            : FindSmallestShown(sum.Parts) ?? sum.Total;
    }

    private static PublishedCell? FindSmallestShown(IReadOnlyList<PublishedCell> parts) =>
        parts.Where(p => !p.IsWithheld).OrderBy(p => p.Value == 0).ThenBy(p => p.Value).FirstOrDefault();
}
