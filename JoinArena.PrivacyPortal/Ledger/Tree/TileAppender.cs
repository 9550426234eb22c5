namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// Adds entries to the tiles at the right edge of a log. The tiles to their left never change again and are not needed.
/// </summary>
public sealed class TileAppender
{
    private readonly List<TreeHash[]> _edge = [];

    private TileAppender(long size) => Size = size;

    /// <summary>How many entries there are.</summary>
    public long Size { get; private set; }

    /// <summary>The root of all entries so far.</summary>
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

    /// <summary>Continues a log.</summary>
    /// <param name="size">How many entries the log has so far.</param>
    /// <param name="edge">At least the tiles that <see cref="GetPartialTiles"/> lists.</param>
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

    /// <summary>Hashes entries; many of them on several processors at once.</summary>
    public static TreeHash[] HashLeaves(IReadOnlyList<byte[]> entries)
    {
        var hashes = new TreeHash[entries.Count];
        ForEachIndex(hashes.Length, i => hashes[i] = TreeHash.HashLeaf(entries[i]), parallelFrom: 2 * TilePath.Full);
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
            var first = TilePath.CountHashes(level, Size) / TilePath.Full;
            var full = hashes.Length / TilePath.Full;
            var above = new TreeHash[full];
            ForEachIndex(
                full,
                i => above[i] = HashTile.ComputeRoot(hashes.AsSpan(i * TilePath.Full, TilePath.Full).ToArray()),
                parallelFrom: 4
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

    private static void ForEachIndex(int count, Action<int> work, int parallelFrom)
    {
        if (count >= parallelFrom)
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
