using System.Numerics;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// The complete subtrees whose hashes a proof needs (RFC 6962 §2.1.1 and §2.1.2). They are computed without any hashes,
/// so only the hashes that are needed have to be read.
/// </summary>
public sealed class ProofNodes
{
    private readonly IReadOnlyList<IReadOnlyList<Subtree>> _hashes;

    private ProofNodes(long size, IReadOnlyList<IReadOnlyList<Subtree>> hashes)
    {
        Size = size;
        _hashes = hashes;
    }

    /// <summary>The size of the tree whose root the proof leads to.</summary>
    public long Size { get; }

    /// <summary>Every subtree whose hash is needed.</summary>
    public IEnumerable<Subtree> Subtrees => _hashes.SelectMany(parts => parts);

    /// <summary>The tiles that hold these hashes, as a log of this size serves them; each tile once.</summary>
    public IEnumerable<TilePath> Tiles => Subtrees.Select(subtree => TilePath.Containing(subtree, Size)).Distinct();

    /// <summary>For a proof that a leaf is in the tree, from the leaf's sibling up to the root's child.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static ProofNodes Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var hashes = new List<IReadOnlyList<Subtree>>();
        var first = 0L;
        var end = size;
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
    /// For a proof that the tree with <paramref name="old"/> leaves is the beginning of the tree with
    /// <paramref name="size"/> leaves.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="old"/> is negative or greater than <paramref name="size"/>.
    /// </exception>
    public static ProofNodes Consistency(long old, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(old);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(old, size);
        var hashes = new List<IReadOnlyList<Subtree>>();
        var first = 0L;
        var end = size;
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

        // The verifier knows the old root. If it is a subtree of the new tree, the proof does not repeat it.
        if (first > 0)
            hashes.Add(Subtree.Covering(first, end));
        hashes.Reverse();
        return new(size, hashes);
    }

    /// <summary>For the root itself; the "proof" is this one hash.</summary>
    public static ProofNodes Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(size, [Subtree.Covering(0, size)]);
    }

    /// <summary>Builds the proof from the subtrees' hashes.</summary>
    public IReadOnlyList<TreeHash> BuildProof(Func<Subtree, TreeHash> hashes) =>
        [.. _hashes.Select(parts => Subtree.Fold([.. parts.Select(hashes)]))];

    /// <summary>Builds the proof from the tiles that <see cref="Tiles"/> lists.</summary>
    /// <exception cref="KeyNotFoundException">One of them is missing.</exception>
    public IReadOnlyList<TreeHash> BuildProof(IReadOnlyDictionary<TilePath, HashTile> tiles) =>
        BuildProof(subtree => tiles[TilePath.Containing(subtree, Size)].ComputeHash(subtree));

    // The largest power of two below n, where RFC 6962 splits a tree of n > 1 leaves.
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
