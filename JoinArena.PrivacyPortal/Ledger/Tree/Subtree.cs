using System.Numerics;
using System.Runtime.InteropServices;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// A complete subtree: 2^<paramref name="Level"/> leaves, beginning at leaf
/// <paramref name="Index"/>·2^<paramref name="Level"/>. Its hash never changes as the log grows.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Subtree(int Level, long Index)
{
    /// <summary>
    /// The complete subtrees, left to right, that together hold the leaves from <paramref name="first"/> up to, but not
    /// including, <paramref name="end"/>. <paramref name="first"/> must be a place where the tree splits.
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

    /// <summary>The hash of several subtrees together, given left to right.</summary>
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
