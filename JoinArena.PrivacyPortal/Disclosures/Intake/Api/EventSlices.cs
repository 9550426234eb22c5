using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Finds the events of a body without parsing them. A parsed value needs many times the memory of its bytes, so a body
/// of small values is counted first, and then each event is parsed alone.
/// </summary>
internal static class EventSlices
{
    /// <summary>
    /// The most JSON values and names in one event. 200 items and 8,192 characters of detail have fewer.
    /// </summary>
    private const int MaxTokens = 10_000;

    /// <param name="isBatch">Whether the body is an array of events; otherwise it is one.</param>
    /// <param name="most">The most events to find. What comes after them is not looked at.</param>
    /// <returns>Null if the body is not JSON in UTF-8, or has another form.</returns>
    public static IReadOnlyList<EventSlice>? TrySplit(ReadOnlyMemory<byte> body, bool isBatch, int most)
    {
        if (!Utf8.IsValid(body.Span))
            return null;
        try
        {
            return isBatch ? SplitBatch(body, most) : ReadSingle(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Says why a body cannot be split: where it stops being JSON, or that it has another form.</summary>
    /// <param name="form">What to send.</param>
    public static FieldError FindFault(ReadOnlyMemory<byte> body, bool isBatch, string form) =>
        JsonSyntaxCheck.FindError(body.Span, isBatch ? JsonSyntaxCheck.MaxDepth + 1 : JsonSyntaxCheck.MaxDepth)
        ?? new("", form);

    private static List<EventSlice>? SplitBatch(ReadOnlyMemory<byte> body, int most)
    {
        var reader = CreateReader(body, JsonSyntaxCheck.MaxDepth + 1);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartArray)
            return null;
        var slices = new List<EventSlice>();
        while (slices.Count < most && reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            slices.Add(ReadValue(body, ref reader));
        // The reader refuses whatever follows the array.
        return slices.Count == most || !reader.Read() ? slices : null;
    }

    private static List<EventSlice>? ReadSingle(ReadOnlyMemory<byte> body)
    {
        var reader = CreateReader(body, JsonSyntaxCheck.MaxDepth);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            return null;
        var only = ReadValue(body, ref reader);
        if (reader.Read())
            return null;
        // Of a batch, an event that names a member twice is one bad event; alone, it is a body that cannot be read.
        using var parsed = only.IsTooLarge ? null : ReadEvent.TryParse(new(only.Bytes));
        return parsed is null && !only.IsTooLarge ? null : [only];
    }

    private static EventSlice ReadValue(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var depth = reader.CurrentDepth;
        var tokens = 1;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.CurrentDepth > depth)
                tokens++;
        }

        return new(body[start..(int)reader.BytesConsumed], tokens > MaxTokens);
    }

    private static Utf8JsonReader CreateReader(ReadOnlyMemory<byte> body, int depth) =>
        new(body.Span, new JsonReaderOptions { MaxDepth = depth });
}

/// <summary>Where one event of a body is.</summary>
/// <param name="IsTooLarge">It has more values than any event may have.</param>
internal readonly record struct EventSlice(ReadOnlyMemory<byte> Bytes, bool IsTooLarge)
{
    /// <summary>Reads the event.</summary>
    public ReadEvent Read(DateTimeOffset now) =>
        IsTooLarge
            ? ReadEvent.Unreadable("This has more values than an event may have.")
            : ReadEvent.Parse(new ReadOnlySequence<byte>(Bytes), now);
}
