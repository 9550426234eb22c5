using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>One event of a request: a report, or why it cannot be one.</summary>
/// <param name="Id">Its id, where it has one, so that a rejection can name it.</param>
/// <param name="Ignored">A JSON Pointer to each member of its data that is not known; null if there are none.</param>
internal sealed record ReadEvent(
    string? Id,
    Report? Report,
    IntakeResult? Rejection,
    IReadOnlyList<string>? Ignored = null
)
{
    // A longer id is wrong, and would only come back in the answer.
    private const int LongestId = 200;

    private static readonly JsonDocumentOptions s_strict = new()
    {
        MaxDepth = JsonSyntaxCheck.MaxDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads one event of a body that has been parsed.</summary>
    public static ReadEvent Parse(JsonElement json, DateTimeOffset now)
    {
        var read = CloudEventReader.ReadReport(json, now);
        if (!read.IsSuccess)
            return new(ReadId(json), null, IntakeResult.Rejected(read.Error.Errors), UnknownMembers.Find(json));
        // Computed here, where many requests do it at the same time, and not by the one writer.
        _ = read.Value.ContentHash;
        return new(read.Value.EventId, read.Value, null, UnknownMembers.Find(json));
    }

    /// <summary>Reads one event of a stream or a batch.</summary>
    public static ReadEvent Parse(ReadOnlySequence<byte> bytes, DateTimeOffset now)
    {
        using var json = TryParse(bytes);
        return json is null
            ? new(null, null, IntakeResult.Rejected(FindSyntaxError(bytes)))
            : Parse(json.RootElement, now);
    }

    /// <summary>An event that cannot be read at all.</summary>
    public static ReadEvent Unreadable(string detail) =>
        new(null, null, IntakeResult.Rejected(new FieldError("", detail)));

    /// <summary>Where bytes that <see cref="TryParse"/> does not read stop being JSON.</summary>
    private static FieldError FindSyntaxError(ReadOnlySequence<byte> bytes) =>
        JsonSyntaxCheck.FindError(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray())
        ?? new("", "This is not valid JSON.");

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

    private static string? ReadId(JsonElement e) =>
        e.ValueKind is JsonValueKind.Object
        && e.TryGetProperty("id", out var id)
        && id.ValueKind is JsonValueKind.String
        && JsonFieldReader.TryGetString(id) is { Length: <= LongestId } text
            ? text
            : null;
}
