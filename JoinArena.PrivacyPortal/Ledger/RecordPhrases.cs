using System.Text;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Writes what nearly every record says in one byte each. A record is some 350 bytes of JSON, most of which
/// is the same in many others or is the id of its row. JSON has no control characters and UTF-8 no bytes from F8
/// on, so these bytes are free.
/// </summary>
internal static class RecordPhrases
{
    private const byte RowId = 1;
    private const byte FirstControl = 2;
    private const byte FirstPrintable = 0x20;
    private const byte FirstUnused = 0xF8;

    // 30 control characters after RowId, and the 8 bytes that UTF-8 does not use.
    private const int MaxPhrases = FirstPrintable - FirstControl + (byte.MaxValue - FirstUnused + 1);

    // Stored records are read with this list: phrases are only added, at the end, and never changed. A version may write a
    // phrase only if the version before it can read it.
    private static readonly byte[][] s_phrases =
    [
        .. new[]
        {
            "{\"at\":\"20",
            "Z\",\"direction\":\"disclosed\",\"eventId\":\"",
            ".000Z\",\"direction\":\"disclosed\",\"eventId\":\"",
            "Z\",\"direction\":\"collected\",\"eventId\":\"",
            "\",\"id\":\"",
            "\",\"interviewId\":\"",
            "\",\"items\":[{\"category\":\"",
            "interview-recording\",\"id\":\"",
            "transcript\",\"id\":\"",
            "resume\",\"id\":\"",
            "interview-image\",\"id\":\"",
            "generated-photo\",\"id\":\"",
            "salary-expectation\",\"id\":\"",
            "evaluation\",\"id\":\"",
            "external-profile\",\"id\":\"",
            "profile\",\"id\":\"",
            "\"},{\"category\":\"",
            "\"}],\"kind\":\"disclosure\",\"party\":\"",
            "\",\"purpose\":\"candidate-evaluation\",\"source\":\"",
            "\",\"purpose\":\"photo-generation\",\"source\":\"",
            "\",\"purpose\":\"model-improvement\",\"source\":\"",
            "\",\"purpose\":\"hiring\",\"source\":\"",
            "\",\"purpose\":\"profile-enrichment\",\"source\":\"",
            "\",\"purpose\":\"legal-duty\",\"source\":\"",
            "\",\"standing\":\"covered\",\"subject\":\"",
            "\",\"standing\":\"own-system\",\"subject\":\"",
            "\",\"standing\":\"nothing-accepted\",\"subject\":\"",
            "\",\"standing\":\"no-clause\",\"subject\":\"",
            "\",\"standing\":\"against-stop\",\"subject\":\"",
            "\",\"version\":\"1.0\"}",
            "\",\"version\":\"",
            "\",\"kind\":\"",
            "\",\"subject\":\"",
            "\",\"request\":\"",
            "\",\"party\":\"",
            "\"}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    // By the first byte of the phrase, the longest first.
    private static readonly int[]?[] s_byFirstByte = Group();

    /// <summary>Writes the text with a byte instead of each phrase.</summary>
    /// <param name="row">The id of the row that stores the text.</param>
    /// <param name="text">Text in UTF-8.</param>
    /// <param name="shortened">At least as long as the text.</param>
    /// <returns>False if the text itself has one of the free bytes.</returns>
    public static bool TryShorten(Guid row, ReadOnlySpan<byte> text, Span<byte> shortened, out int length)
    {
        Span<byte> id = stackalloc byte[36];
        row.TryFormat(id, out _);
        length = 0;
        for (var at = 0; at < text.Length; )
        {
            if (text[at] is < FirstPrintable or >= FirstUnused)
                return false;
            var rest = text[at..];
            if (rest.StartsWith(id))
            {
                shortened[length++] = RowId;
                at += id.Length;
            }
            else if (FindPhrase(rest) is { } number)
            {
                shortened[length++] = ToCode(number);
                at += s_phrases[number].Length;
            }
            else
            {
                shortened[length++] = text[at++];
            }
        }

        return true;
    }

    /// <summary>The text that was shortened.</summary>
    public static byte[] Restore(Guid row, ReadOnlySpan<byte> shortened)
    {
        Span<byte> id = stackalloc byte[36];
        row.TryFormat(id, out _);
        var text = new MemoryStream(8 * shortened.Length);
        foreach (var code in shortened)
        {
            if (code is RowId)
                text.Write(id);
            else if (code is < FirstPrintable or >= FirstUnused)
                text.Write(ReadPhrase(code));
            else
                text.WriteByte(code);
        }

        return text.ToArray();
    }

    private static int? FindPhrase(ReadOnlySpan<byte> text)
    {
        foreach (var number in s_byFirstByte[text[0]] ?? [])
        {
            if (text.StartsWith(s_phrases[number]))
                return number;
        }

        return null;
    }

    private static byte ToCode(int number) =>
        (byte)(
            number < FirstPrintable - FirstControl
                ? FirstControl + number
                : FirstUnused + number - FirstPrintable + FirstControl
        );

    private static int ToNumber(byte code) =>
        code < FirstPrintable ? code - FirstControl : code - FirstUnused + FirstPrintable - FirstControl;

    private static byte[] ReadPhrase(byte code)
    {
        var number = ToNumber(code);
        return number >= 0 && number < s_phrases.Length
            ? s_phrases[number]
            : throw new InvalidDataException("A newer version of this program stored this record.");
    }

    private static int[]?[] Group()
    {
        if (s_phrases.Length > MaxPhrases)
            throw new InvalidOperationException("There is no byte left for another phrase.");
        var groups = new int[]?[byte.MaxValue + 1];
        foreach (var group in Enumerable.Range(0, s_phrases.Length).GroupBy(number => s_phrases[number][0]))
            groups[group.Key] = [.. group.OrderByDescending(number => s_phrases[number].Length)];
        return groups;
    }
}
