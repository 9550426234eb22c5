using System.Numerics;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why a proof is not valid.</summary>
public enum ProofError
{
    /// <summary>A size is negative.</summary>
    NotASize,

    /// <summary>The index is negative or not below the size.</summary>
    IndexOutsideTree,

    /// <summary>The earlier tree is larger than the later one.</summary>
    EarlierIsLarger,

    /// <summary>A tree of this size needs more hashes.</summary>
    TooFewHashes,

    /// <summary>A tree of this size needs fewer hashes.</summary>
    TooManyHashes,

    /// <summary>The hashes lead to another root: the leaf, the index or the tree is a different one.</summary>
    OtherRoot,

    /// <summary>The hashes lead to another root for the earlier tree.</summary>
    OtherEarlierRoot,
}

/// <summary>Checks proofs from untrusted sources (RFC 6962 §2.1.3, in the form of RFC 9162 §2.1).</summary>
public static class Proof
{
    /// <summary>
    /// Checks that <paramref name="proof"/> shows <paramref name="leaf"/> at <paramref name="index"/> of the tree with
    /// this size and root.
    /// </summary>
    /// <returns>Null if the proof is valid, or why it is not.</returns>
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
        if (CheckCount(proof, inner + border) is { } wrong)
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
    /// Checks that <paramref name="proof"/> shows that the tree with <paramref name="old"/> leaves is the beginning of
    /// the tree with <paramref name="size"/> leaves.
    /// </summary>
    /// <returns>Null if the proof is valid, or why it is not.</returns>
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
            return CheckCount(proof, 0) ?? (old == 0 || oldRoot == root ? null : ProofError.OtherRoot);

        // Follows the last leaf of the earlier tree upwards, from the subtree that it completes.
        var completed = BitOperations.TrailingZeroCount(old);
        var (inner, border) = Shape(old - 1, size);
        inner -= completed;
        // If the earlier tree is a complete subtree, its root is known and the proof does not repeat it.
        var first = BitOperations.IsPow2(old) ? 0 : 1;
        if (CheckCount(proof, first + inner + border) is { } wrong)
            return wrong;

        var (earlier, later) = first == 0 ? (oldRoot, oldRoot) : (proof[0], proof[0]);
        for (var i = 0; i < inner + border; i++)
        {
            var beside = proof[first + i];
            var isLeft = i >= inner || (old - 1 >> completed + i & 1) == 1;
            if (isLeft)
                earlier = TreeHash.HashChildren(beside, earlier);
            later = isLeft ? TreeHash.HashChildren(beside, later) : TreeHash.HashChildren(later, beside);
        }

        if (earlier != oldRoot)
            return ProofError.OtherEarlierRoot;
        return later == root ? null : ProofError.OtherRoot;
    }

    // A leaf's path goes up inside complete subtrees until it meets the right edge of the tree. From there on, only
    // hashes on its left are added.
    private static (int Inner, int Border) Shape(long index, long size)
    {
        var inner = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ size - 1));
        return (inner, BitOperations.PopCount((ulong)index >> inner));
    }

    private static ProofError? CheckCount(IReadOnlyList<TreeHash> proof, int wanted) =>
        proof.Count < wanted ? ProofError.TooFewHashes
        : proof.Count > wanted ? ProofError.TooManyHashes
        : null;
}
