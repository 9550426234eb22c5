using System.Buffers.Binary;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger.Tree;

/// <summary>
/// Up to 256 entries in the order of the log, each with its length before it. The level-0 tile with the same index
/// holds their hashes.
/// </summary>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>Reads a bundle from an untrusted source.</summary>
    /// <param name="bytes">For each entry its length in two bytes, big-endian, and its data.</param>
    /// <param name="width">How many entries the bundle has according to its path.</param>
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
