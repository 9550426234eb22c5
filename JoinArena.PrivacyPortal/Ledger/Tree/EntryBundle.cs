using System.Buffers.Binary;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// Up to 256 entries in the order of the log, each behind its length: what the level-0 tile of the same index is the
/// hashes of.
/// </summary>
public static class EntryBundle
{
    /// <summary>Bytes an entry can have.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>Reads a bundle that anybody may have written.</summary>
    /// <param name="bytes">Big-endian length in two bytes and data, for each entry.</param>
    /// <param name="width">As its path says.</param>
    public static Result<byte[][], TileError> Parse(ReadOnlySpan<byte> bytes, int width)
    {
        if (width is < 1 or > TilePath.Full)
            return TileError.NotAWidth;
        var entries = new byte[width][];
        for (var i = 0; i < width; i++)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(bytes, out var length) || bytes.Length < 2 + length)
                return TileError.Truncated;
            entries[i] = bytes.Slice(2, length).ToArray();
            bytes = bytes[(2 + length)..];
        }

        return bytes.IsEmpty ? entries : TileError.TrailingBytes;
    }

    /// <summary>Writes a bundle.</summary>
    /// <exception cref="ArgumentException">An entry is longer than <see cref="LongestEntry"/>.</exception>
    public static byte[] Serialize(IReadOnlyCollection<byte[]> entries)
    {
        var bytes = new byte[entries.Sum(entry => 2 + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            if (entry.Length > LongestEntry)
                throw new ArgumentException("An entry has at most 65,535 bytes.", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.CopyTo(rest[2..]);
            rest = rest[(2 + entry.Length)..];
        }

        return bytes;
    }
}
