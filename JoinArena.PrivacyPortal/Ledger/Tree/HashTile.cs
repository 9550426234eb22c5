using System.Runtime.InteropServices;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why the bytes of a tile or a bundle are none.</summary>
public enum TileError
{
    /// <summary>No tile is that wide: 1 to 256.</summary>
    NotAWidth,

    /// <summary>They end before what the width promises.</summary>
    Truncated,

    /// <summary>They go on behind what the width promises.</summary>
    TrailingBytes,
}

/// <summary>
/// Up to 256 hashes of one level of the tree, left to right: leaf hashes at level 0, roots of the full tiles below at
/// the others.
/// </summary>
public sealed class HashTile(IReadOnlyList<TreeHash> hashes)
{
    /// <summary>The hashes as they stand.</summary>
    public IReadOnlyList<TreeHash> Hashes => hashes;

    /// <summary>Reads a tile that anybody may have written.</summary>
    /// <param name="bytes">32 a hash.</param>
    /// <param name="width">As its path says.</param>
    public static Result<HashTile, TileError> Parse(ReadOnlySpan<byte> bytes, int width)
    {
        if (width is < 1 or > TilePath.Full)
            return TileError.NotAWidth;
        if (bytes.Length < width * TreeHash.Length)
            return TileError.Truncated;
        if (bytes.Length > width * TreeHash.Length)
            return TileError.TrailingBytes;
        return new HashTile(MemoryMarshal.Cast<byte, TreeHash>(bytes).ToArray());
    }

    /// <summary>The bytes as they are stored and served.</summary>
    public static byte[] Serialize(ReadOnlySpan<TreeHash> hashes) => MemoryMarshal.AsBytes(hashes).ToArray();

    /// <summary>The hash of a subtree that this tile holds, as <see cref="TilePath.Containing"/> finds it.</summary>
    public TreeHash ComputeHash(Subtree subtree)
    {
        var height = subtree.Level % 8;
        var first = (int)((subtree.Index << height) & TilePath.Full - 1);
        return ComputeRoot([.. hashes.Skip(first).Take(1 << height)]);
    }

    /// <summary>The root over a power of two of hashes. They are used up.</summary>
    internal static TreeHash ComputeRoot(Span<TreeHash> hashes)
    {
        for (var left = hashes.Length; left > 1; left /= 2)
        {
            for (var i = 0; i < left / 2; i++)
                hashes[i] = TreeHash.HashChildren(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        return hashes[0];
    }
}
