using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>One event of a request: a report, or why it cannot be one.</summary>
/// <param name="Id">Its id, where it has one, so that a rejection can name it.</param>
internal sealed record ReadEvent(string? Id, Report? Report, IntakeResult? Rejection)
{
    /// <summary>How deep an event may nest.</summary>
    public const int MaxDepth = 16;

    // A longer id is wrong, and would only come back in the answer.
    private const int LongestId = 200;

    private static readonly JsonDocumentOptions s_strict = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads one event of a body that has been parsed.</summary>
    public static ReadEvent Parse(JsonElement json, DateTimeOffset now)
    {
        var read = CloudEventReader.ReadReport(json, now);
        if (!read.IsSuccess)
            return new(IdOf(json), null, IntakeResult.Rejected(read.Error.Errors));
        // Computed here, where many requests do it at the same time, and not by the one writer.
        _ = read.Value.ContentHash;
        return new(read.Value.EventId, read.Value, null);
    }

    /// <summary>Reads one event of a stream or a batch.</summary>
    public static ReadEvent Parse(ReadOnlySequence<byte> bytes, DateTimeOffset now)
    {
        using var json = TryParse(bytes);
        return json is null
            ? Unreadable(
                "This is not valid JSON in UTF-8, or it nests deeper than 16 levels, or it names a member twice."
            )
            : Parse(json.RootElement, now);
    }

    /// <summary>An event that cannot be read at all.</summary>
    public static ReadEvent Unreadable(string detail) =>
        new(null, null, IntakeResult.Rejected(new FieldError("", detail)));

    /// <returns>Null for anything that is not JSON in UTF-8.</returns>
    public static JsonDocument? TryParse(ReadOnlySequence<byte> bytes)
    {
        // The parser does not check the bytes inside strings. Only valid Unicode may reach the database.
        var memory = bytes.IsSingleSegment ? bytes.First : bytes.ToArray();
        if (!Utf8.IsValid(memory.Span))
            return null;
        try
        {
            return JsonDocument.Parse(memory, s_strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? IdOf(JsonElement e) =>
        e.ValueKind is JsonValueKind.Object
        && e.TryGetProperty("id", out var id)
        && id.ValueKind is JsonValueKind.String
        && JsonFieldReader.TryGetString(id) is { Length: <= LongestId } text
            ? text
            : null;
}
