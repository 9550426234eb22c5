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
        return ReadEntries(bytes, width, out var rest) is { } entries
            ? rest.IsEmpty
                ? entries
                : TileError.TrailingBytes
            : TileError.Truncated;
    }

    /// <summary>Reads the first entries of a bundle, or of a list in the same form that may be longer than one.</summary>
    /// <returns>Null if there are fewer entries.</returns>
    internal static byte[][]? ReadFirst(ReadOnlySpan<byte> bytes, int count) => ReadEntries(bytes, count, out _);

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

    private static byte[][]? ReadEntries(ReadOnlySpan<byte> bytes, int count, out ReadOnlySpan<byte> rest)
    {
        rest = bytes;
        var entries = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(rest, out var length) || rest.Length < 2 + length)
                return null;
            entries[i] = rest.Slice(2, length).ToArray();
            rest = rest[(2 + length)..];
        }

        return entries;
    }
}
