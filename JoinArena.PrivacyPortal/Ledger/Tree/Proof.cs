using System.Numerics;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why a proof proves nothing.</summary>
public enum ProofError
{
    /// <summary>A size is negative.</summary>
    NotASize,

    /// <summary>The index is negative, or the tree has no such leaf.</summary>
    IndexOutsideTree,

    /// <summary>The earlier tree is larger than the later one.</summary>
    EarlierIsLarger,

    /// <summary>A tree of this size needs more hashes.</summary>
    TooFewHashes,

    /// <summary>A tree of this size needs fewer hashes.</summary>
    TooManyHashes,

    /// <summary>The hashes lead to another root: another leaf, another place, or another tree.</summary>
    OtherRoot,

    /// <summary>The hashes lead to another root of the earlier tree.</summary>
    OtherEarlierRoot,
}

/// <summary>Checks proofs that anybody may have written (RFC 6962 §2.1.3 as RFC 9162 §2.1 words it).</summary>
public static class Proof
{
    /// <summary>
    /// Whether <paramref name="proof"/> shows that <paramref name="leaf"/> stands at <paramref name="index"/> of the
    /// tree with this size and root.
    /// </summary>
    /// <returns>Null if it does; else why not.</returns>
    public static ProofError? VerifyInclusion(
        long index,
        long size,
        TreeHash leaf,
        IReadOnlyList<TreeHash> proof,
        TreeHash root
    )
    {
        if (size < 0)
            return ProofError.NotASize;
        if (index < 0 || index >= size)
            return ProofError.IndexOutsideTree;
        var (inner, border) = Shape(index, size);
        if (Miscount(proof, inner + border) is { } wrong)
            return wrong;

        var hash = leaf;
        for (var i = 0; i < proof.Count; i++)
        {
            hash =
                i < inner && (index >> i & 1) == 0
                    ? TreeHash.HashChildren(hash, proof[i])
                    : TreeHash.HashChildren(proof[i], hash);
        }

        return hash == root ? null : ProofError.OtherRoot;
    }

    /// <summary>
    /// Whether <paramref name="proof"/> shows that the tree of <paramref name="old"/> leaves is the beginning of that
    /// of <paramref name="size"/>.
    /// </summary>
    /// <returns>Null if it does; else why not.</returns>
    public static ProofError? VerifyConsistency(
        long old,
        long size,
        TreeHash oldRoot,
        TreeHash root,
        IReadOnlyList<TreeHash> proof
    )
    {
        if (old < 0 || size < 0)
            return ProofError.NotASize;
        if (old > size)
            return ProofError.EarlierIsLarger;
        if (old == 0 && oldRoot != TreeHash.Empty)
            return ProofError.OtherEarlierRoot;
        if (size == 0 && root != TreeHash.Empty)
            return ProofError.OtherRoot;
        if (old == 0 || old == size)
            return Miscount(proof, 0) ?? (old == 0 || oldRoot == root ? null : ProofError.OtherRoot);

        // The last leaf of the earlier tree is followed upwards, from the subtree that it completes.
        var completed = BitOperations.TrailingZeroCount(old);
        var (inner, border) = Shape(old - 1, size);
        inner -= completed;
        var told = BitOperations.IsPow2(old) ? 0 : 1;
        if (Miscount(proof, told + inner + border) is { } wrong)
            return wrong;

        var (earlier, later) = told == 0 ? (oldRoot, oldRoot) : (proof[0], proof[0]);
        for (var i = 0; i < inner + border; i++)
        {
            var (beside, isLeft) = (proof[told + i], i >= inner || (old - 1 >> completed + i & 1) == 1);
            if (isLeft)
                earlier = TreeHash.HashChildren(beside, earlier);
            later = isLeft ? TreeHash.HashChildren(beside, later) : TreeHash.HashChildren(later, beside);
        }

        if (earlier != oldRoot)
            return ProofError.OtherEarlierRoot;
        return later == root ? null : ProofError.OtherRoot;
    }

    // A leaf's path goes up inside complete subtrees until it meets the right edge, and from there only things on its
    // left are added.
    private static (int Inner, int Border) Shape(long index, long size)
    {
        var inner = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ size - 1));
        return (inner, inner == 64 ? 0 : BitOperations.PopCount((ulong)index >> inner));
    }

    private static ProofError? Miscount(IReadOnlyList<TreeHash> proof, int wanted) =>
        proof.Count < wanted ? ProofError.TooFewHashes
        : proof.Count > wanted ? ProofError.TooManyHashes
        : null;
}
