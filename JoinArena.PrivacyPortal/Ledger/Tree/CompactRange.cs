using System.Numerics;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>A tree that only grows. It keeps only the right edge: one hash for each set bit of its size.</summary>
public sealed class CompactRange
{
    private readonly List<TreeHash> _subtrees = [];

    /// <summary>How many leaves there are.</summary>
    public long Size { get; private set; }

    /// <summary>The root of all leaves so far.</summary>
    public TreeHash Root => Subtree.Fold(_subtrees);

    /// <summary>
    /// Adds a leaf on the right. The leaf at index n completes one subtree for each 1 at the end of n in binary.
    /// </summary>
    public void Append(TreeHash leaf)
    {
        for (var complete = BitOperations.TrailingZeroCount(~Size); complete > 0; complete--)
        {
            leaf = TreeHash.HashChildren(_subtrees[^1], leaf);
            _subtrees.RemoveAt(_subtrees.Count - 1);
        }

        _subtrees.Add(leaf);
        Size = checked(Size + 1);
    }
}
