using System.Globalization;
using System.Runtime.InteropServices;

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
        // A level that has not grown has no level above it that has.
        for (var level = 0; CountHashes(level, size) > CountHashes(level, old); level++)
        {
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

    /// <summary>The index of the first entry of the log that is under this tile, or in this bundle.</summary>
    public long FirstEntry => Cap((UInt128)Index << 8 << 8 * (Level ?? 0));

    /// <summary>The smallest size of a log that has all hashes of this tile.</summary>
    public long GetMinSize()
    {
        var hashes = ((UInt128)Index << 8) + (uint)Width;
        return Cap(hashes << 8 * (Level ?? 0));
    }

    /// <summary>
    /// Reads the part of a path after <c>tile/</c>. Each tile has exactly one spelling; any other is rejected.
    /// </summary>
    public static bool TryParse(string? text, out TilePath path)
    {
        path = default;
        if (text?.Split('/') is not [var level, .. var rest])
            return false;
        var width = Full;
        if (rest is [.. var before, var partial, var count] && partial.EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(count, out width) || width == 0)
                return false;
            rest = [.. before, partial[..^2]];
        }

        var number = 0;
        if (level != "entries" && (!TryNumber(level, out number) || number > LastLevel))
            return false;
        var digits = string.Concat(rest).Replace("x", "", StringComparison.Ordinal);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return false;
        path = new(level == "entries" ? null : number, index, width);
        // Refuses every other spelling that came so far: leading zeros, the width of a full tile, groups of another
        // length or without their x.
        return index <= long.MaxValue >> 8 && path.ToString() == text;
    }

    public override string ToString()
    {
        var groups = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
            groups = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{groups}");
        var level = Level?.ToString(CultureInfo.InvariantCulture) ?? "entries";
        var width = IsPartial ? string.Create(CultureInfo.InvariantCulture, $".p/{Width}") : "";
        return $"{level}/{groups}{width}";
    }

    private static long Cap(UInt128 size) => size > long.MaxValue ? long.MaxValue : (long)size;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
