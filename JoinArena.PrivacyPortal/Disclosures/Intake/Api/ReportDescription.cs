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
    private const string Disclosure = """
        {"specversion":"1.0","id":"e-1","source":"/evaluator","type":"com.joinarena.disclosure.v1","time":"2026-11-20T10:15:00Z",
         "data":{"workerId":"w-1042","partyId":"acme-llm","direction":"disclosed","purpose":"candidate-evaluation",
                 "items":[{"id":"rec-77","category":"interview-recording"}],"interviewId":"int-9",
                 "detail":{"model":"acme-large","region":"eu","jobLocation":"US-IL"}}}
        """;

    private const string Correction = """
        {"specversion":"1.0","id":"c-1","source":"/evaluator","type":"com.joinarena.disclosure.corrected.v1",
         "time":"2026-11-21T09:00:00Z",
         "data":{"refersTo":{"id":"e-1"},"reason":"It was another interview.","time":"2026-11-20T10:15:00Z",
                 "workerId":"w-1042","partyId":"acme-llm","direction":"disclosed","purpose":"candidate-evaluation",
                 "items":[{"id":"rec-77","category":"interview-recording"}],"interviewId":"int-9"}}
        """;

    private const string Retraction = """
        {"specversion":"1.0","id":"r-1","source":"/evaluator","type":"com.joinarena.disclosure.retracted.v1",
         "time":"2026-11-21T09:00:00Z",
         "data":{"refersTo":{"id":"e-2"},"workerId":"w-1042","reason":"A test run; nothing was sent."}}
        """;

    public static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var one = await AddEventsAsync(context, ct);
        var many = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = one,
            MaxItems = 10_000,
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ReportApi.Batch] = new OpenApiMediaType
                {
                    Schema = many,
                    Example = new JsonArray(Parse(Disclosure), Parse(Correction), Parse(Retraction)),
                },
                [ReportApi.Single] = new OpenApiMediaType { Schema = one, Examples = CreateExamples() },
                [ReportStream.MediaType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "One event a line." },
                    Example = Parse(Disclosure).ToJsonString() + "\n",
                },
            },
        };
        // The answers of a stream are described in words: a client would get a text or an object otherwise.
        if (operation.Responses?["200"].Content is { } answers)
            answers["application/json"].Example = Parse("""{"accepted":3,"duplicates":0,"rejected":[]}""");
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static Dictionary<string, IOpenApiExample> CreateExamples() =>
        new(StringComparer.Ordinal)
        {
            ["disclosure"] = new OpenApiExample { Value = Parse(Disclosure) },
            ["correction"] = new OpenApiExample { Value = Parse(Correction) },
            ["retraction"] = new OpenApiExample { Value = Parse(Retraction) },
        };

    // What all events have is one schema, and each type adds its data: what generators of clients understand best.
    private static async Task<IOpenApiSchema> AddEventsAsync(
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var document = context.Document!;
        var head = await context.GetOrCreateSchemaAsync(typeof(ReportedEvent), cancellationToken: ct);
        var mapping = new Dictionary<string, OpenApiSchemaReference>(StringComparer.Ordinal);
        head.Discriminator = new() { PropertyName = "type", Mapping = mapping };
        var reference = AddSchema(document, nameof(ReportedEvent), head);
        mapping[CloudEventReader.Type] = await AddEventAsync<DisclosureData>(
            "DisclosureEvent",
            "A disclosure, reported for the first time.",
            context,
            ct
        );
        mapping[CloudEventReader.CorrectedType] = await AddEventAsync<CorrectionData>(
            "CorrectionEvent",
            "A correction: the whole disclosure as it really was, in place of an earlier report.",
            context,
            ct
        );
        mapping[CloudEventReader.RetractedType] = await AddEventAsync<RetractionData>(
            "RetractionEvent",
            "A retraction: what an earlier event reports never happened.",
            context,
            ct
        );
        return reference;
    }

    private static async Task<OpenApiSchemaReference> AddEventAsync<TData>(
        string name,
        string description,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var document = context.Document!;
        var data = await context.GetOrCreateSchemaAsync(typeof(TData), cancellationToken: ct);
        if (data.Properties is { } members)
        {
            if (members.TryGetValue("items", out var items) && items is OpenApiSchema list)
            {
                list.Items = await AddSchemaAsync<DescribedItem>(context, ct);
                list.MinItems = 1;
                list.MaxItems = CloudEventReader.MaxItems;
            }

            if (members.ContainsKey("refersTo"))
                members["refersTo"] = await AddSchemaAsync<DescribedReference>(context, ct);
        }

        var own = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "data" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["data"] = AddSchema(document, typeof(TData).Name, data),
            },
        };
        return AddSchema(
            document,
            name,
            new()
            {
                Description = description,
                AllOf = [new OpenApiSchemaReference(nameof(ReportedEvent), document), own],
            }
        );
    }

    private static async Task<IOpenApiSchema> AddSchemaAsync<T>(
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    ) =>
        AddSchema(
            context.Document!,
            typeof(T).Name,
            await context.GetOrCreateSchemaAsync(typeof(T), cancellationToken: ct)
        );

    // Under a name of its own, so that generated clients get a type with that name.
    private static OpenApiSchemaReference AddSchema(OpenApiDocument document, string name, OpenApiSchema schema)
    {
        document.AddComponent<IOpenApiSchema>(name, schema);
        return new(name, document);
    }
}
