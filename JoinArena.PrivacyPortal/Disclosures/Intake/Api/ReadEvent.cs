using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>One event as it came in: a report, or what is wrong with it.</summary>
/// <param name="Id">Its id, where it has one, so that a refusal can name it.</param>
internal sealed record ReadEvent(string? Id, Report? Report, IntakeResult? Rejection)
{
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads one event of a container that has been parsed.</summary>
    public static ReadEvent Parse(JsonElement json, DateTimeOffset now)
    {
        var read = CloudEventReader.ReadReport(json, now);
        if (!read.IsSuccess)
            return new(IdOf(json), null, IntakeResult.Rejected(read.Error.Errors));
        // Worked out here, where many do it at a time, and not by the one writer.
        _ = read.Value.ContentHash;
        return new(read.Value.EventId, read.Value, null);
    }

    /// <summary>Reads one line of a stream.</summary>
    public static ReadEvent Parse(ReadOnlySequence<byte> line, DateTimeOffset now)
    {
        using var json = TryParse(line);
        return json is null
            ? Unreadable(
                "This line is no JSON object in UTF-8, or nests deeper than 16 levels, or names a member twice."
            )
            : Parse(json.RootElement, now);
    }

    /// <summary>What cannot be read at all.</summary>
    public static ReadEvent Unreadable(string detail) =>
        new(null, null, IntakeResult.Rejected(new FieldError("", detail)));

    /// <returns>Null for anything that is no JSON in UTF-8.</returns>
    public static JsonDocument? TryParse(ReadOnlySequence<byte> bytes)
    {
        // The parser leaves the bytes inside strings as they are; what is no Unicode must not get as far as the book.
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
            ? JsonFieldReader.TryGetString(id)
            : null;
}

/// <summary>What an outcome is in the API's words.</summary>
internal static class IntakeProblem
{
    /// <summary>The problem of a key whose day is used up.</summary>
    public static ProblemDetails QuotaExhausted() =>
        ApiProblem.CreateDetails(
            429,
            EventQuota.ProblemKind,
            "This key has reported all it may today",
            "Go on tomorrow (UTC), or ask for more: the setting is Portal__Limits__EventsPerKeyAndDay."
        );

    /// <summary>The problem of a refused report.</summary>
    public static ProblemDetails FromResult(IntakeResult refused) =>
        refused.Error switch
        {
            IntakeError.Invalid => ApiProblem.CreateInvalid(new InvalidFields(refused.Errors)).ProblemDetails,
            IntakeError.QuotaExhausted => QuotaExhausted(),
            IntakeError.KeyRevoked => ApiProblem.Unauthorized.ProblemDetails,
            IntakeError.NotAnnounced => ApiProblem.CreateDetails(
                422,
                "not-announced",
                "This is not announced yet",
                "Announce what the fields below name, then send this same event again: it will be taken.",
                refused.Errors
            ),
            IntakeError.Conflict => ApiProblem.CreateDetails(
                409,
                "conflict",
                "This id stands for another event",
                $"What was taken first stands. Give each event an id of its own; to correct one, send {CloudEventReader.CorrectedType} or {CloudEventReader.RetractedType} that refers to it.",
                refused.Errors
            ),
        };
}
