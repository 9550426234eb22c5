using System.Runtime.InteropServices;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>Why bytes are not a valid tile or bundle.</summary>
public enum TileError
{
    /// <summary>The width is not 1 to 256.</summary>
    NotAWidth,

    /// <summary>There are fewer bytes than the width needs.</summary>
    Truncated,

    /// <summary>There are more bytes than the width needs.</summary>
    TrailingBytes,
}

/// <summary>
/// Up to 256 hashes of one level of the tree, left to right: the hashes of leaves at level 0, the roots of full tiles
/// of the level below at the other levels.
/// </summary>
public sealed class HashTile(IReadOnlyList<TreeHash> hashes)
{
    /// <summary>The hashes, left to right.</summary>
    public IReadOnlyList<TreeHash> Hashes => hashes;

    /// <summary>Reads a tile from an untrusted source.</summary>
    /// <param name="bytes">32 bytes for each hash.</param>
    /// <param name="width">How many hashes the tile has according to its path.</param>
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

    /// <summary>The root of hashes whose number is a power of two. The span is overwritten.</summary>
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
