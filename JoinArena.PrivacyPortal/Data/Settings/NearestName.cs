namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>Finds what someone meant who misspelt a name.</summary>
internal static class NearestName
{
    private const string Separator = "__";

    /// <summary>Shorter last parts, such as the number of a list's entry, say nothing about what is meant.</summary>
    private const int ShortestTellingPart = 4;

    /// <summary>
    /// The name that differs least. Also found is one that only lacks its end, and one whose last part is meant and
    /// whose section is wrong or missing.
    /// </summary>
    public static string Find(string wrong, IReadOnlyCollection<string> names) =>
        names.FirstOrDefault(name => name.StartsWith(wrong + Separator, StringComparison.OrdinalIgnoreCase))
        ?? names.MinBy(name => Math.Min(Distance(wrong, name), DistanceOfLastParts(wrong, name)))!;

    /// <summary>
    /// How many letters to add, remove, replace or swap with their neighbour to get from one name to the other.
    /// Capitals do not count.
    /// </summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (AreSame(a[i - 1], b[j - 1]) ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && AreSame(a[i - 1], b[j - 2]) && AreSame(a[i - 2], b[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int DistanceOfLastParts(string wrong, string name)
    {
        var last = LastPart(wrong);
        var meant = LastPart(name);
        return last.Length < ShortestTellingPart || meant.Length < ShortestTellingPart
            ? int.MaxValue
            : 1 + Distance(last, meant);
    }

    private static bool AreSame(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);

    private static string LastPart(string name) => name[(name.LastIndexOf(Separator, StringComparison.Ordinal) + 1)..];
}
