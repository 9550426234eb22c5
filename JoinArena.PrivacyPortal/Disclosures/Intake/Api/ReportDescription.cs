using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Describes the bodies of <c>POST /api/v1/disclosures</c> for OpenAPI. The endpoint reads them itself, so the framework
/// cannot know them.
/// </summary>
internal static class ReportDescription
{
    public const string Example = """
        {"specversion":"1.0","id":"e-1","source":"/evaluator","type":"com.joinarena.disclosure.v1","time":"2026-11-20T10:15:00Z",
         "data":{"workerId":"w-1042","partyId":"acme-llm","direction":"disclosed","purpose":"candidate-evaluation",
                 "items":[{"id":"rec-77","category":"interview-recording"}],"interviewId":"int-9",
                 "detail":{"model":"acme-large","region":"eu"}}}
        """;

    public static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var one = await AddSchemaAsync<ReportedEvent>(context, ct);
        var many = new OpenApiSchema { Type = JsonSchemaType.Array, Items = one };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ReportApi.Batch] = new() { Schema = many, Example = new JsonArray(JsonNode.Parse(Example)) },
                [ReportApi.Single] = new() { Schema = one, Example = JsonNode.Parse(Example) },
                [ReportStream.MediaType] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "One event a line." },
                    Example = JsonValue.Create(JsonNode.Parse(Example)!.ToJsonString() + "\n"),
                },
            },
        };
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = "The result of each event.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new()
                {
                    Schema = await AddSchemaAsync<ReportAnswer>(context, ct),
                    Example = JsonNode.Parse("""{"accepted":1,"duplicates":0,"rejected":[]}"""),
                },
            },
        };
    }

    // Under a name of its own, so that generated clients get a type with that name.
    private static async Task<OpenApiSchemaReference> AddSchemaAsync<T>(
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

/// <summary>A CloudEvents 1.0 event.</summary>
/// <param name="Specversion">Always <c>1.0</c>.</param>
/// <param name="Id">Unique within the source. An event that is sent again under the same id counts once.</param>
/// <param name="Source">The reporting system.</param>
/// <param name="Type">
/// <c>com.joinarena.disclosure.v1</c>, <c>com.joinarena.disclosure.corrected.v1</c> or
/// <c>com.joinarena.disclosure.retracted.v1</c>.
/// </param>
/// <param name="Time">When the disclosure happened. For a correction or retraction: when that was made.</param>
internal sealed record ReportedEvent(
    string Specversion,
    string Id,
    string Source,
    string Type,
    DateTimeOffset Time,
    ReportedData Data
);

/// <summary>The data of an event.</summary>
/// <param name="Items">1 to 200 items.</param>
/// <param name="Detail">
/// Further details, shown to the worker as they are: <c>model</c>, <c>region</c>, <c>dataset</c>, <c>subprocessors</c>. For
/// a training data set also its <c>version</c>, its <c>cutOff</c>, and the <c>models</c> trained with it.
/// </param>
/// <param name="RefersTo">For a correction or retraction: the event that was reported first.</param>
/// <param name="Reason">For a correction or retraction: why, in words for the worker.</param>
/// <param name="Time">For a correction: when the disclosure really happened.</param>
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

/// <param name="Source">Leave it out where it is the source of this event.</param>
internal sealed record DescribedReference(string Id, string? Source = null);
