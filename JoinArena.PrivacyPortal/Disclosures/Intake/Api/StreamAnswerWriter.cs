using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>Writes the answers of a stream, one JSON object a line.</summary>
internal sealed class StreamAnswerWriter(PipeWriter answers, PublicAddress portal)
{
    /// <summary>Says that the stream ended early, and why.</summary>
    public void WriteEnd(long index, StreamEnd end)
    {
        using (var json = new Utf8JsonWriter(answers))
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            json.WriteString("outcome", "ended");
            json.WritePropertyName("problem");
            JsonSerializer.Serialize(json, ApiProblem.SetAddress(end.Problem, portal), JsonSerializerOptions.Web);
            json.WriteEndObject();
        }

        answers.Write("\n"u8);
    }

    /// <summary>Answers one event.</summary>
    public void Write(long index, AnsweredEvent answered)
    {
        var result = answered.Result;
        using (var json = new Utf8JsonWriter(answers))
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            if (answered.Event.Id is { } id)
                json.WriteString("id", id);
            json.WriteString("outcome", result is null ? "failed" : result.Outcome.ToKebabCase());
            if (result is not { Outcome: IntakeOutcome.Accepted or IntakeOutcome.Duplicate })
            {
                var problem = result is null ? CreateFailure() : IntakeProblem.FromResult(result);
                json.WritePropertyName("problem");
                JsonSerializer.Serialize(json, ApiProblem.SetAddress(problem, portal), JsonSerializerOptions.Web);
            }

            if (answered.Event.Ignored is { } ignored)
            {
                json.WritePropertyName("ignored");
                JsonSerializer.Serialize(json, ignored);
            }

            json.WriteEndObject();
        }

        answers.Write("\n"u8);
    }

    private static ProblemDetails CreateFailure() =>
        ApiProblem.CreateDetails(
            503,
            "unavailable",
            "This event could not be stored just now",
            "It may have been stored or not. Send it again: it will not count twice."
        );
}

/// <summary>An event of a stream, and what became of it.</summary>
/// <param name="Result">Null when the group failed.</param>
internal readonly record struct AnsweredEvent(ReadEvent Event, IntakeResult? Result);
