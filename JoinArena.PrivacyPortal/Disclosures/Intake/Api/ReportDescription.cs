using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Describes the bodies <c>POST /api/v1/disclosures</c> takes: it reads them itself, so that the framework cannot know.
/// </summary>
internal static class ReportDescription
{
    public const string Example = """
        {"specversion":"1.0","id":"e-1","source":"/evaluator","type":"com.joinarena.disclosure.v1","time":"2026-11-20T10:15:00Z",
         "data":{"workerId":"w-1042","partyId":"acme-llm","direction":"disclosed","purpose":"candidate-evaluation",
                 "items":[{"id":"rec-77","category":"interview-recording"}],"interviewId":"int-9","detail":{"model":"acme-large","region":"eu"}}}
        """;

    public static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var one = await NamedAsync<ReportedEvent>(context, ct);
        var many = new OpenApiSchema { Type = JsonSchemaType.Array, Items = one };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ReportApi.Batch] = new() { Schema = many, Example = new JsonArray(JsonNode.Parse(Example)) },
                [ReportApi.One] = new() { Schema = one, Example = JsonNode.Parse(Example) },
                [ReportStream.MediaType] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "One event a line." },
                    Example = JsonValue.Create(JsonNode.Parse(Example)!.ToJsonString() + "\n"),
                },
            },
        };
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = "What became of each event.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new()
                {
                    Schema = await NamedAsync<ReportAnswer>(context, ct),
                    Example = JsonNode.Parse("""{"accepted":1,"duplicates":0,"rejected":[]}"""),
                },
            },
        };
    }

    // Under a name of its own, by which generated clients call it.
    private static async Task<OpenApiSchemaReference> NamedAsync<T>(
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        context.Document!.AddComponent(
            typeof(T).Name,
            await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: ct)
        );
        return new(typeof(T).Name, context.Document);
    }
}

/// <summary>A CloudEvents 1.0 event, as it is described.</summary>
/// <param name="Specversion">Always <c>1.0</c>.</param>
/// <param name="Id">With the source, what makes it count once.</param>
/// <param name="Source">The reporting system.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Time">When it happened; of an amendment, when that was made.</param>
internal sealed record ReportedEvent(
    string Specversion,
    string Id,
    string Source,
    string Type,
    DateTimeOffset Time,
    ReportedData Data
);

/// <summary>What an event tells.</summary>
/// <param name="Items">1 to 200.</param>
/// <param name="Detail">
/// What else there is to say, shown as it is: <c>model</c>, <c>region</c>, <c>dataset</c>, <c>subprocessors</c>; of a
/// data set for training also its <c>version</c>, its <c>cutOff</c>, and the <c>models</c> trained with it.
/// </param>
/// <param name="RefersTo">Of an amendment: the event reported first.</param>
/// <param name="Reason">Of an amendment: why, in words for the worker.</param>
/// <param name="Time">Of a correction: when the disclosure really happened.</param>
internal sealed record ReportedData(
    string WorkerId,
    string? PartyId,
    string? Direction,
    string? Purpose,
    IReadOnlyList<DescribedItem>? Items,
    string? InterviewId = null,
    IReadOnlyDictionary<string, JsonElement>? Detail = null,
    DescribedReference? RefersTo = null,
    string? Reason = null,
    DateTimeOffset? Time = null
);

internal sealed record DescribedItem(string Id, string Category);

/// <param name="Source">Where it is not this event's own.</param>
internal sealed record DescribedReference(string Id, string? Source = null);
