using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// The path of a tile or of a bundle of entries in C2SP tlog-tiles, such as <c>0/x001/067</c>, <c>0/273.p/112</c> or
/// <c>entries/000</c>. A full tile has 256 hashes; the tile at the right edge may be partial.
/// </summary>
/// <param name="Level">The tile's level; level 0 has the leaves' hashes. Null for a bundle of entries.</param>
/// <param name="Index">The tile's index in its level, from 0.</param>
/// <param name="Width">How many hashes or entries it has, from 1 to 256.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TilePath(int? Level, long Index, int Width = TilePath.Full)
{
    /// <summary>How many hashes a full tile has.</summary>
    public const int Full = 256;

    /// <summary>The highest level of a log with fewer than 2^63 entries.</summary>
    private const int LastLevel = 7;

    /// <summary>Whether the tile is not full.</summary>
    public bool IsPartial => Width < Full;

    /// <summary>How many hashes of this level a log with <paramref name="size"/> entries has.</summary>
    public static long CountHashes(int level, long size) => level <= LastLevel ? size >> 8 * level : 0;

    /// <summary>
    /// The tile that holds the hash of <paramref name="subtree"/>, or the hashes it is computed from, as a log with
    /// <paramref name="size"/> entries serves it.
    /// </summary>
    public static TilePath Containing(Subtree subtree, long size)
    {
        var level = subtree.Level / 8;
        var index = subtree.Index << subtree.Level % 8 >> 8;
        return new(level, index, GetWidth(level, index, size));
    }

    /// <summary>
    /// The width of a tile in a log with <paramref name="size"/> entries; 0 if the tile does not exist.
    /// </summary>
    public static int GetWidth(int level, long index, long size) =>
        index > long.MaxValue >> 8 ? 0 : (int)Math.Clamp(CountHashes(level, size) - (index << 8), 0, Full);

    /// <summary>
    /// All tiles that are new or wider when a log grows from <paramref name="old"/> to <paramref name="size"/> entries,
    /// level by level from left to right.
    /// </summary>
    public static IEnumerable<TilePath> ListGrown(long old, long size)
    {
        for (var level = 0; CountHashes(level, size) > 0; level++)
        {
            if (CountHashes(level, old) == CountHashes(level, size))
                continue;
            for (var index = CountHashes(level, old) >> 8; GetWidth(level, index, size) is > 0 and var width; index++)
                yield return new(level, index, width);
        }
    }

    /// <summary>All bundles of a log with <paramref name="size"/> entries.</summary>
    public static IEnumerable<TilePath> ListBundles(long size)
    {
        for (var index = 0L; GetWidth(0, index, size) is > 0 and var width; index++)
            yield return new(null, index, width);
    }

    /// <summary>Whether a log with <paramref name="size"/> entries has a tile of exactly this width here.</summary>
    public bool IsNeededAt(long size) => GetWidth(Level ?? 0, Index, size) == Width;

    /// <summary>
    /// The smallest and the largest size of a log that has a tile of exactly this width here. A full tile has no
    /// largest size.
    /// </summary>
    public (long First, long Last) GetNeededSizes()
    {
        var shift = 8 * (Level ?? 0);
        var hashes = ((UInt128)Index << 8) + (uint)Width;
        return (Cap(hashes << shift), IsPartial ? Cap((hashes + 1 << shift) - 1) : long.MaxValue);
    }

    /// <summary>
    /// Reads the part of a path after <c>tile/</c>. Each tile has exactly one spelling; any other is rejected.
    /// </summary>
    public static bool TryParse(string? text, out TilePath path)
    {
        path = default;
        if (text is null || text.Length > 64 || text.Split('/') is not [var level, .. var rest])
            return false;
        var width = Full;
        if (rest is [.. var before, var partial, var count] && partial.EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(count, Full - 1, out width) || width == 0)
                return false;
            rest = [.. before, partial[..^2]];
        }

        var number = 0;
        if (level != "entries" && !TryNumber(level, LastLevel, out number))
            return false;
        if (!TryIndex(rest, out var index))
            return false;
        path = new(level == "entries" ? null : number, index, width);
        return path.ToString() == text && index <= long.MaxValue >> 8;
    }

    public override string ToString()
    {
        var groups = new StringBuilder(Index.ToString("000", CultureInfo.InvariantCulture));
        for (var at = groups.Length - 3; at > 0; at -= 3)
            groups.Insert(at, "/");
        if (groups[0] is '/')
            groups.Remove(0, 1);
        var parts = groups.ToString().Split('/');
        parts[0] = parts[0].PadLeft(3, '0');
        for (var i = 0; i < parts.Length - 1; i++)
            parts[i] = $"x{parts[i]}";
        var level = Level?.ToString(CultureInfo.InvariantCulture) ?? "entries";
        var width = IsPartial ? string.Create(CultureInfo.InvariantCulture, $".p/{Width}") : "";
        return $"{level}/{string.Join('/', parts)}{width}";
    }

    private static long Cap(UInt128 size) => size > long.MaxValue ? long.MaxValue : (long)size;

    private static bool TryIndex(string[] groups, out long index)
    {
        index = 0;
        if (groups.Length is 0 or > 6)
            return false;
        for (var i = 0; i < groups.Length; i++)
        {
            var group = groups[i];
            var isLast = i == groups.Length - 1;
            if (!isLast && !group.StartsWith('x'))
                return false;
            var digits = isLast ? group : group[1..];
            if (digits.Length != 3 || !digits.All(char.IsAsciiDigit))
                return false;
            index = (index * 1000) + int.Parse(digits, CultureInfo.InvariantCulture);
        }

        return true;
    }

    private static bool TryNumber(string text, int max, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 3
            && text.All(char.IsAsciiDigit)
            && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number <= max;
    }
}
