using System.Numerics;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// Which complete subtrees a proof is made of, before any hash is known: so that whoever holds the hashes, in memory or
/// in tiles, fetches just these.
/// RFC 6962 §2.1.1 and §2.1.2.
/// </summary>
public sealed class ProofNodes
{
    private readonly IReadOnlyList<IReadOnlyList<Subtree>> _hashes;

    private ProofNodes(long size, IReadOnlyList<IReadOnlyList<Subtree>> hashes) => (Size, _hashes) = (size, hashes);

    /// <summary>Of the tree that the proof leads to the root of.</summary>
    public long Size { get; }

    /// <summary>Every subtree whose hash is needed.</summary>
    public IEnumerable<Subtree> Subtrees => _hashes.SelectMany(parts => parts);

    /// <summary>The tiles these hashes stand in, as a log of this size serves them; each once.</summary>
    public IEnumerable<TilePath> Tiles => Subtrees.Select(subtree => TilePath.Containing(subtree, Size)).Distinct();

    /// <summary>That a leaf is in the tree: the sibling's hash first, the root's child last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static ProofNodes Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var (first, end, hashes) = (0L, size, new List<IReadOnlyList<Subtree>>());
        while (end - first > 1)
        {
            var middle = first + Split(end - first);
            hashes.Add(index < middle ? Subtree.Covering(middle, end) : Subtree.Covering(first, middle));
            if (index < middle)
                end = middle;
            else
                first = middle;
        }

        hashes.Reverse();
        return new(size, hashes);
    }

    /// <summary>
    /// That the tree of <paramref name="old"/> leaves is the beginning of the one of <paramref name="size"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="old"/> is negative or beyond <paramref name="size"/>.
    /// </exception>
    public static ProofNodes Consistency(long old, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(old);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(old, size);
        var (first, end, hashes) = (0L, size, new List<IReadOnlyList<Subtree>>());
        if (old == 0)
            return new(size, hashes);
        while (old != end)
        {
            var middle = first + Split(end - first);
            hashes.Add(old <= middle ? Subtree.Covering(middle, end) : Subtree.Covering(first, middle));
            if (old <= middle)
                end = middle;
            else
                first = middle;
        }

        // Whoever checks knows the old root; if that is a subtree of the new tree, it is not said again.
        if (first > 0)
            hashes.Add(Subtree.Covering(first, end));
        hashes.Reverse();
        return new(size, hashes);
    }

    /// <summary>The root itself, as the one hash.</summary>
    public static ProofNodes Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(size, [Subtree.Covering(0, size)]);
    }

    /// <summary>The proof, from where the subtrees' hashes are known.</summary>
    public IReadOnlyList<TreeHash> BuildProof(Func<Subtree, TreeHash> hashes) =>
        [.. _hashes.Select(parts => Subtree.Fold([.. parts.Select(hashes)]))];

    /// <summary>The proof, from the tiles that <see cref="Tiles"/> names.</summary>
    /// <exception cref="KeyNotFoundException">One of them is missing.</exception>
    public IReadOnlyList<TreeHash> BuildProof(IReadOnlyDictionary<TilePath, HashTile> tiles) =>
        BuildProof(subtree => tiles[TilePath.Containing(subtree, Size)].ComputeHash(subtree));

    // The largest power of two below n: where RFC 6962 parts a tree of n leaves, n > 1.
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
