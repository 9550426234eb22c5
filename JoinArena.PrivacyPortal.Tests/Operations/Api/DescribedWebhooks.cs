using System.Text.Json.Nodes;
using Json.Schema;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>
/// The webhooks of the published description, each with its schema. A member that is not described counts as a fault:
/// whoever builds on the description does not know of it.
/// </summary>
internal sealed class DescribedWebhooks
{
    private const string MediaType = "application/cloudevents+json";
    private const string Components = "#/components/schemas/";

    private static readonly EvaluationOptions s_strict = new()
    {
        OutputFormat = OutputFormat.List,
        RequireFormatValidation = true,
        OnlyKnownFormats = true,
    };

    private readonly Dictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    private DescribedWebhooks() { }

    /// <summary>The types of their events.</summary>
    public IReadOnlyCollection<string> Types => _schemas.Keys;

    /// <summary>Reads them from the OpenAPI document.</summary>
    public static DescribedWebhooks Read(string document)
    {
        var read = new DescribedWebhooks();
        var root = JsonNode.Parse(document)!;
        var schemas = root["components"]!["schemas"]!.AsObject();
        foreach (var (name, webhook) in root["webhooks"]!.AsObject())
        {
            var content = webhook!["post"]!["requestBody"]!["content"]!.AsObject();
            content.Select(c => c.Key).ShouldBe([MediaType], name);
            var used = ((string)content[MediaType]!["schema"]!["$ref"]!)[Components.Length..];
            var type = (string)schemas[used]!["properties"]!["type"]!["enum"]!.AsArray().ShouldHaveSingleItem()!;
            read._schemas.Add(type, CreateSchema(schemas, used));
        }

        return read;
    }

    /// <summary>Everything about an event that is not as described.</summary>
    public IReadOnlyList<string> FindFaults(JsonNode sent)
    {
        if ((string?)sent["type"] is not { } type || !_schemas.TryGetValue(type, out var schema))
            return [$"{sent["type"]} is not described"];
        return
        [
            .. schema
                .Evaluate(sent, s_strict)
                .Details.Where(part => part.HasErrors)
                .SelectMany(part => part.Errors!.Select(error => $"{part.InstanceLocation} {error.Key} {error.Value}")),
        ];
    }

    private static JsonSchema CreateSchema(JsonObject schemas, string used)
    {
        var definitions = JsonNode.Parse(
            schemas.ToJsonString().Replace(Components, "#/$defs/", StringComparison.Ordinal)
        )!;
        RefuseOthers(definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$ref"] = $"#/$defs/{used}",
            ["$defs"] = definitions,
        };
        return JsonSchema.FromText(schema.ToJsonString());
    }

    private static void RefuseOthers(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject schema:
                foreach (var (_, part) in schema)
                    RefuseOthers(part);
                if (schema["properties"] is JsonObject && schema["additionalProperties"] is null)
                    schema["additionalProperties"] = false;
                break;
            case JsonArray list:
                foreach (var part in list)
                    RefuseOthers(part);
                break;
        }
    }
}
