using System.Buffers;
using System.IO.Compression;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// A record is made shorter before it is encrypted, since encrypted bytes cannot be. Most need only
/// <see cref="RecordPhrases"/>; one with many items repeats what no list foresees and is compressed as well. The first
/// byte says what was done.
/// </summary>
internal static class RecordPacking
{
    // Compressing takes some ten microseconds, and would gain nothing on what is left of a short record.
    private const int MinCompressed = 160;

    // Higher qualities take twice as long for little.
    private const int Quality = 4;
    private const int WindowBits = 16;

    [Flags]
    private enum Steps : byte
    {
        // A text with a control character, such as a line break, cannot be written with phrases.
        None = 0,
        Phrases = 1,
        Brotli = 2,
    }

    /// <summary>How long the buffer must be for a text of this length.</summary>
    public static int GetMaxLength(int length) => 1 + BrotliEncoder.GetMaxCompressedLength(length);

    /// <summary>Writes the packed text to the buffer.</summary>
    /// <param name="row">The id of the row that stores the text.</param>
    /// <param name="text">Text in UTF-8.</param>
    /// <returns>The length of the packed text.</returns>
    public static int Pack(Guid row, ReadOnlySpan<byte> text, Span<byte> packed)
    {
        var steps = Steps.Phrases;
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        if (!RecordPhrases.TryShorten(row, text, rented, out var length))
        {
            steps = Steps.None;
            text.CopyTo(rented);
            length = text.Length;
        }

        var shortened = rented.AsSpan(0, length);
        if (length >= MinCompressed)
        {
            if (!BrotliEncoder.TryCompress(shortened, packed[1..], out length, Quality, WindowBits))
                throw new InvalidOperationException("The buffer is smaller than the longest result.");
            steps |= Steps.Brotli;
        }
        else
        {
            shortened.CopyTo(packed[1..]);
        }

        // The buffer held the text in clear.
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        packed[0] = (byte)steps;
        return 1 + length;
    }

    /// <summary>The text that was packed for this row, in UTF-8.</summary>
    public static byte[] Unpack(Guid row, byte[] packed)
    {
        var steps = (Steps)packed[0];
        if ((steps & ~(Steps.Phrases | Steps.Brotli)) != Steps.None)
            throw new InvalidDataException("A newer version of this program packed this record.");
        var text = steps.HasFlag(Steps.Brotli) ? Decompress(packed) : packed[1..];
        return steps.HasFlag(Steps.Phrases) ? RecordPhrases.Restore(row, text) : text;
    }

    private static byte[] Decompress(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed, 1, packed.Length - 1), CompressionMode.Decompress);
        using var text = new MemoryStream();
        brotli.CopyTo(text);
        return text.ToArray();
    }
}
