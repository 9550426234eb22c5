using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses.Api;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>One webhook that the portal sends.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Type">The type of its event.</param>
/// <param name="Data">What its data is derived from.</param>
/// <param name="Description">Who gets it and when, and what to do.</param>
/// <param name="Example">An example of its data.</param>
internal sealed record KnownWebhook(
    string Name,
    string Type,
    Type Data,
    string Summary,
    string Description,
    string Example
);

/// <summary>Everything the portal sends by webhook, for the API's description.</summary>
internal static class ApiWebhooks
{
    /// <summary>The tag of every webhook.</summary>
    public const string Tag = "Webhooks";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<KnownWebhook> All =
    [
        new(
            "erasureRequested",
            WebhookTypes.ErasureRequested,
            typeof(ErasureEventData),
            "A party is asked to erase",
            "Sent to the webhook of a party. Do what `instruction` says by `dueBy`, then post the outcome to `outcomeUrl`, "
                + "which needs no key.",
            ApiWebhookExamples.Erasure
        ),
        new(
            "erasureReminder",
            WebhookTypes.ErasureReminder,
            typeof(ErasureEventData),
            "A party is reminded to answer",
            "Sent every week and before the deadline until the party has answered. The data is that of the first call.",
            ApiWebhookExamples.Erasure
        ),
        new(
            "erasureWithdrawn",
            WebhookTypes.ErasureWithdrawn,
            typeof(ErasureEventData),
            "A request to erase is withdrawn",
            "Nothing has to be erased any more. There is no `outcomeUrl`, because no answer is expected.",
            ApiWebhookExamples.Withdrawn
        ),
        new(
            "acceptanceRecorded",
            WebhookTypes.AcceptanceRecorded,
            typeof(AcceptanceEventData),
            "A worker has accepted a version",
            "Sent to JoinArena's own systems that subscribed with `webhooks add`.",
            ApiWebhookExamples.Acceptance
        ),
        new(
            "useStopped",
            WebhookTypes.UseStopped,
            typeof(UseEventData),
            "A worker has stopped a use of their data",
            "Sent to JoinArena's own systems that subscribed with `webhooks add`. From `at` on, nothing in `uses` may "
                + "happen to the worker's data.",
            ApiWebhookExamples.Use
        ),
        new(
            "useResumed",
            WebhookTypes.UseResumed,
            typeof(UseEventData),
            "A worker allows a use of their data again",
            "Sent to JoinArena's own systems that subscribed with `webhooks add`. From `at` on, what is in `uses` may "
                + "happen again, as far as the worker has accepted it.",
            ApiWebhookExamples.Use
        ),
        new(
            "useStopAnswered",
            WebhookTypes.UseStopAnswered,
            typeof(UseAnswerEventData),
            "JoinArena has answered a stop",
            "Sent to JoinArena's own systems that subscribed with `webhooks add`, where the law of the worker's home has the "
                + "stop weighed. `upheld`: the stop stays. `denied`: it counted until `at`, and what is in `uses` may happen "
                + "again unless another stop is about it, as far as the worker has accepted it.",
            ApiWebhookExamples.UseAnswer
        ),
        new(
            "connectorTest",
            ConnectorTestHandler.EventType,
            typeof(ConnectorTestEventData),
            "A webhook is tested",
            "An administrator tests the webhook of a party. It concerns no worker and asks for nothing.",
            """{"partyId":"acme-llm","test":true,"message":"This is a test. It asks for nothing."}"""
        ),
    ];

    public static async Task AddAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>(StringComparer.Ordinal);
        foreach (var webhook in All)
        {
            var data = await context.GetOrCreateSchemaAsync(webhook.Data, cancellationToken: ct);
            SetItems(data, "items", nameof(ErasureItem), document);
            SetItems(data, "laws", nameof(ErasureLaw), document);
            document.AddComponent<IOpenApiSchema>(webhook.Data.Name, data);
            var name = char.ToUpperInvariant(webhook.Name[0]) + webhook.Name[1..] + "Event";
            document.AddComponent<IOpenApiSchema>(name, CreateEvent(webhook, document));
            document.Webhooks[webhook.Name] = new OpenApiPathItem
            {
                Operations = new() { [HttpMethod.Post] = CreateOperation(webhook, name, document) },
            };
        }
    }

    // The list of erasures has described them already, under these names.
    private static void SetItems(OpenApiSchema data, string member, string schema, OpenApiDocument document)
    {
        if (data.Properties?.TryGetValue(member, out var found) is true && found is OpenApiSchema list)
            list.Items = new OpenApiSchemaReference(schema, document);
    }

    private static OpenApiOperation CreateOperation(KnownWebhook webhook, string schema, OpenApiDocument document) =>
        new()
        {
            OperationId = webhook.Name,
            Summary = webhook.Summary,
            Description = webhook.Description,
            Tags = new HashSet<OpenApiTagReference> { new(Tag, document) },
            Security = [],
            Parameters =
            [
                CreateHeader("webhook-id", "The id of the event, the same at each try.", "msg_1"),
                CreateHeader("webhook-timestamp", "When this try was made, in Unix seconds.", "1763633700"),
                CreateHeader("webhook-signature", "Signatures as Standard Webhooks describes.", "v1,K5oZfzN95Z9UVu1E="),
            ],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/cloudevents+json"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchemaReference(schema, document),
                        Example = CreateExample(webhook),
                    },
                },
            },
            Responses = new OpenApiResponses
            {
                ["2XX"] = new OpenApiResponse { Description = "The event has been received." },
                ["410"] = new OpenApiResponse { Description = "The endpoint is gone: nothing more is sent to it." },
                ["429"] = new OpenApiResponse { Description = "Too fast: sent again when `Retry-After` says." },
                ["default"] = new OpenApiResponse { Description = "Sent again, with growing pauses for three days." },
            },
        };

    private static OpenApiParameter CreateHeader(string name, string description, string example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example,
        };

    /// <summary>The whole event, as it is sent.</summary>
    public static JsonNode CreateExample(KnownWebhook webhook) =>
        new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = "msg_1",
            ["source"] = "https://privacy.example.com/",
            ["type"] = webhook.Type,
            ["time"] = "2026-11-20T10:15:00Z",
            ["datacontenttype"] = "application/json",
            ["data"] = JsonNode.Parse(webhook.Example),
        };

    private static OpenApiSchema CreateEvent(KnownWebhook webhook, OpenApiDocument document)
    {
        var properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["specversion"] = CreateWord("1.0"),
            ["id"] = CreateText("The id of the event, the same as `webhook-id`."),
            ["source"] = CreateText("The address of the portal.", "uri"),
            ["type"] = CreateWord(webhook.Type),
            ["time"] = CreateText("When it happened, in UTC.", "date-time"),
            ["datacontenttype"] = CreateWord("application/json"),
            ["data"] = new OpenApiSchemaReference(webhook.Data.Name, document),
        };
        return new()
        {
            Type = JsonSchemaType.Object,
            Description = webhook.Summary + ".",
            Required = properties.Keys.ToHashSet(StringComparer.Ordinal),
            Properties = properties,
        };
    }

    private static OpenApiSchema CreateWord(string word) =>
        new() { Type = JsonSchemaType.String, Enum = [JsonValue.Create(word)!] };

    private static OpenApiSchema CreateText(string description, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = format,
            Description = description,
        };
}
