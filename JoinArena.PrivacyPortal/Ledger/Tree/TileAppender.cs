namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// The tiles at the right edge of a log, to which entries are added. What lies left of them never changes again and is
/// not needed.
/// </summary>
public sealed class TileAppender
{
    private readonly List<TreeHash[]> _edge = [];

    private TileAppender(long size) => Size = size;

    /// <summary>How many entries there are.</summary>
    public long Size { get; private set; }

    /// <summary>The root over all entries so far.</summary>
    public TreeHash Root => Subtree.Fold([.. _edge.AsEnumerable().Reverse().SelectMany(Subtrees)]);

    /// <summary>The partial tiles at the right edge of a log of this size, lowest level first.</summary>
    public static IEnumerable<TilePath> GetPartialTiles(long size)
    {
        for (var level = 0; TilePath.CountHashes(level, size) is > 0 and var hashes; level++)
        {
            if (hashes % TilePath.Full is > 0 and var width)
                yield return new(level, hashes / TilePath.Full, (int)width);
        }
    }

    /// <summary>Takes a log up where it stands.</summary>
    /// <param name="size">Its entries so far.</param>
    /// <param name="edge">At least the tiles that <see cref="GetPartialTiles"/> names.</param>
    /// <exception cref="KeyNotFoundException">One of them is missing.</exception>
    public static TileAppender Resume(long size, IReadOnlyDictionary<TilePath, HashTile> edge)
    {
        var tiles = new TileAppender(size);
        foreach (var path in GetPartialTiles(size))
        {
            while (tiles._edge.Count < path.Level)
                tiles._edge.Add([]);
            tiles._edge.Add([.. edge[path].Hashes]);
        }

        return tiles;
    }

    /// <summary>Hashes entries, on all processors when they are many.</summary>
    public static TreeHash[] HashLeaves(IReadOnlyList<byte[]> entries)
    {
        var hashes = new TreeHash[entries.Count];
        InParts(hashes.Length, i => hashes[i] = TreeHash.HashLeaf(entries[i]), worthSharing: 2 * TilePath.Full);
        return hashes;
    }

    /// <summary>Adds the hashes of entries.</summary>
    /// <returns>
    /// The tiles that are new or wider than before, each level from left to right, lowest level first.
    /// </returns>
    public IReadOnlyList<(TilePath Path, byte[] Hashes)> AppendLeaves(TreeHash[] leaves)
    {
        var written = new List<(TilePath, byte[])>();
        var added = leaves;
        for (var level = 0; added.Length > 0; level++)
        {
            if (_edge.Count == level)
                _edge.Add([]);
            TreeHash[] hashes = [.. _edge[level], .. added];
            var (first, full) = (TilePath.CountHashes(level, Size) / TilePath.Full, hashes.Length / TilePath.Full);
            var above = new TreeHash[full];
            InParts(
                full,
                i => above[i] = HashTile.ComputeRoot(hashes.AsSpan(i * TilePath.Full, TilePath.Full).ToArray()),
                worthSharing: 4
            );

            for (var i = 0; i < full; i++)
            {
                written.Add(
                    (new(level, first + i), HashTile.Serialize(hashes.AsSpan(i * TilePath.Full, TilePath.Full)))
                );
            }

            _edge[level] = hashes[(full * TilePath.Full)..];
            if (_edge[level] is { Length: > 0 } partial)
                written.Add((new(level, first + full, partial.Length), HashTile.Serialize(partial)));
            added = above;
        }

        Size = checked(Size + leaves.Length);
        return written;
    }

    private static IEnumerable<TreeHash> Subtrees(TreeHash[] hashes) =>
        Subtree
            .Covering(0, hashes.Length)
            .Select(part =>
                HashTile.ComputeRoot(hashes.AsSpan((int)(part.Index << part.Level), 1 << part.Level).ToArray())
            );

    private static void InParts(int count, Action<int> work, int worthSharing)
    {
        if (count >= worthSharing)
        {
            Parallel.For(0, count, work);
        }
        else
        {
            for (var i = 0; i < count; i++)
                work(i);
        }
    }
}
