using System.Numerics;
using System.Runtime.InteropServices;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// A complete subtree: the 2^<paramref name="Level"/> leaves from <paramref name="Index"/>·2^<paramref name="Level"/>
/// on. Its hash never changes as the log grows.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Subtree(int Level, long Index)
{
    /// <summary>
    /// The complete subtrees that the leaves from <paramref name="first"/> to before <paramref name="end"/> fall into,
    /// left to right, where <paramref name="first"/> is a
    /// place at which a tree splits.
    /// </summary>
    public static IReadOnlyList<Subtree> Covering(long first, long end)
    {
        var parts = new List<Subtree>();
        while (first < end)
        {
            var level = BitOperations.Log2((ulong)(end - first));
            parts.Add(new(level, first >> level));
            first += 1L << level;
        }

        return parts;
    }

    /// <summary>The hash over several subtrees, given left to right.</summary>
    public static TreeHash Fold(IReadOnlyList<TreeHash> parts)
    {
        if (parts.Count == 0)
            return TreeHash.Empty;
        var hash = parts[^1];
        for (var i = parts.Count - 2; i >= 0; i--)
            hash = TreeHash.HashChildren(parts[i], hash);
        return hash;
    }
}
