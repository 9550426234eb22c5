using System.Numerics;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why a proof proves nothing.</summary>
public enum ProofRefusal
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
    /// <summary>Whether <paramref name="proof"/> shows that <paramref name="leaf"/> stands at <paramref name="index"/> of the tree with this size and root.</summary>
    /// <returns>Null if it does; else why not.</returns>
    public static ProofRefusal? RefuseInclusion(long index, long size, TreeHash leaf, IReadOnlyList<TreeHash> proof, TreeHash root)
    {
        if (size < 0) return ProofRefusal.NotASize;
        if (index < 0 || index >= size) return ProofRefusal.IndexOutsideTree;
        var (inner, border) = Shape(index, size);
        if (Miscount(proof, inner + border) is { } wrong) return wrong;

        var hash = leaf;
        for (var i = 0; i < proof.Count; i++) hash = i < inner && (index >> i & 1) == 0 ? TreeHash.Node(hash, proof[i]) : TreeHash.Node(proof[i], hash);
        return hash == root ? null : ProofRefusal.OtherRoot;
    }

    /// <summary>Whether <paramref name="proof"/> shows that the tree of <paramref name="old"/> leaves is the beginning of that of <paramref name="size"/>.</summary>
    /// <returns>Null if it does; else why not.</returns>
    public static ProofRefusal? RefuseConsistency(long old, long size, TreeHash oldRoot, TreeHash root, IReadOnlyList<TreeHash> proof)
    {
        if (old < 0 || size < 0) return ProofRefusal.NotASize;
        if (old > size) return ProofRefusal.EarlierIsLarger;
        if (old == 0 && oldRoot != TreeHash.Empty) return ProofRefusal.OtherEarlierRoot;
        if (size == 0 && root != TreeHash.Empty) return ProofRefusal.OtherRoot;
        if (old == 0 || old == size) return Miscount(proof, 0) ?? (old == 0 || oldRoot == root ? null : ProofRefusal.OtherRoot);

        // The last leaf of the earlier tree is followed upwards, from the subtree that it completes.
        var completed = BitOperations.TrailingZeroCount(old);
        var (inner, border) = Shape(old - 1, size);
        inner -= completed;
        var told = BitOperations.IsPow2(old) ? 0 : 1;
        if (Miscount(proof, told + inner + border) is { } wrong) return wrong;

        var (earlier, later) = told == 0 ? (oldRoot, oldRoot) : (proof[0], proof[0]);
        for (var i = 0; i < inner + border; i++)
        {
            var (beside, isLeft) = (proof[told + i], i >= inner || (old - 1 >> completed + i & 1) == 1);
            if (isLeft) earlier = TreeHash.Node(beside, earlier);
            later = isLeft ? TreeHash.Node(beside, later) : TreeHash.Node(later, beside);
        }

        if (earlier != oldRoot) return ProofRefusal.OtherEarlierRoot;
        return later == root ? null : ProofRefusal.OtherRoot;
    }

    // A leaf's path goes up inside complete subtrees until it meets the right edge, and from there only things on its left are added.
    private static (int Inner, int Border) Shape(long index, long size)
    {
        var inner = 64 - BitOperations.LeadingZeroCount((ulong)(index ^ size - 1));
        return (inner, inner == 64 ? 0 : BitOperations.PopCount((ulong)index >> inner));
    }

    private static ProofRefusal? Miscount(IReadOnlyList<TreeHash> proof, int wanted) =>
        proof.Count < wanted ? ProofRefusal.TooFewHashes : proof.Count > wanted ? ProofRefusal.TooManyHashes : null;
}
