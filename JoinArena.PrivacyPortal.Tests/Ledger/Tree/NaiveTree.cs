using System.Collections.Concurrent;
using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Tree;

/// <summary>
/// RFC 6962 §2.1 implemented literally, recursive and slow, to compare with the portal's own tree. Computed ranges are
/// cached.
/// </summary>
internal sealed class NaiveTree(IReadOnlyList<TreeHash> leaves)
{
    private readonly ConcurrentDictionary<(int First, int End), TreeHash> _known = new();

    /// <summary>Leaves that are all different.</summary>
    public static NaiveTree OfSize(int size) =>
        new([.. Enumerable.Range(0, size).Select(i => TreeHash.HashLeaf(BitConverter.GetBytes(i)))]);

    public TreeHash Leaf(int index) => leaves[index];

    public TreeHash Root(int size) => Hash(0, size);

    public TreeHash Hash(Subtree subtree) =>
        Hash((int)(subtree.Index << subtree.Level), (int)(subtree.Index + 1 << subtree.Level));

    public List<TreeHash> Inclusion(int index, int size) => Path(index, 0, size);

    public List<TreeHash> Consistency(int old, int size) => old == 0 ? [] : Subproof(old, 0, size, true);

    private TreeHash Hash(int first, int end)
    {
        if (first == end)
            return TreeHash.From(SHA256.HashData([]));
        if (end - first == 1)
            return leaves[first];
        if (_known.TryGetValue((first, end), out var known))
            return known;
        var k = Split(end - first);
        byte[] message = [1, .. Hash(first, first + k).ToArray(), .. Hash(first + k, end).ToArray()];
        return _known[(first, end)] = TreeHash.From(SHA256.HashData(message));
    }

    private List<TreeHash> Path(int index, int first, int end)
    {
        if (end - first == 1)
            return [];
        var k = Split(end - first);
        return index < k
            ? [.. Path(index, first, first + k), Hash(first + k, end)]
            : [.. Path(index - k, first + k, end), Hash(first, first + k)];
    }

    private List<TreeHash> Subproof(int old, int first, int end, bool known)
    {
        var n = end - first;
        if (old == n)
            return known ? [] : [Hash(first, end)];
        var k = Split(n);
        return old <= k
            ? [.. Subproof(old, first, first + k, known), Hash(first + k, end)]
            : [.. Subproof(old - k, first + k, end, false), Hash(first, first + k)];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
}
