using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Acceptance.Uses.Api;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Intake;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>
/// Completes the schemas that are derived from the types: which words a text can be, what can be missing, and in which
/// form instants and days are written.
/// </summary>
internal static class ApiSchemas
{
    // What a body must have is never null in it. An item that only a disclosure has named has no time of creation yet.
    private static readonly Dictionary<Type, string[]> s_bodies = new()
    {
        [typeof(WorkerAnnouncement)] = ["email", "name", "jurisdiction", "locale", "timeZone"],
        [typeof(PartyAnnouncement)] = ["name", "kind"],
        [typeof(ConnectorAnnouncement)] = ["type"],
        [typeof(ItemAnnouncement)] = ["category"],
        [typeof(SourceAnnouncement)] = ["name", "completeSince", "covers"],
        [typeof(HeartbeatBody)] = ["completeUntil"],
        [typeof(DeletionRequestBody)] =
        [
            "workerId",
            "receivedAt",
            "channel",
            "scope",
            "categories",
            "interviewId",
            "partyId",
            "proof",
            "agent",
        ],
        [typeof(OutcomeBody)] = ["outcome", "ground", "until", "note"],
        [typeof(AcceptanceCodeRequest)] = ["code", "returnUrl"],
    };

    public static Task CompleteAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken ct
    )
    {
        // The API also reads numbers from texts, but the description asks for numbers.
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer) && type.HasFlag(JsonSchemaType.String))
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
        if (ApiProblemSchema.Describes(context.JsonTypeInfo.Type))
            ApiProblemSchema.Apply(schema);
        else if (context.ParameterDescription is { Name: "state" })
            SetWords(schema, KebabCase.GetNames<TaskState>());
        else if (context.JsonPropertyInfo is { } property)
            CompleteProperty(schema, property, context.ApplicationServices);
        else
            CompleteType(schema, context.JsonTypeInfo);
        return Task.CompletedTask;
    }

    private static void CompleteType(OpenApiSchema schema, JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            var attribute = property
                .AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
                .OfType<JsonIgnoreAttribute>()
                .FirstOrDefault();
            if (attribute is { Condition: not JsonIgnoreCondition.Never })
            {
                schema.Required?.Remove(property.Name);
                RemoveNull(schema, property.Name);
            }
        }

        // An item has to be announced with its time of creation, which is null only where it is read.
        if (info.Type == typeof(ItemAnnouncement))
            schema.Required?.Add("createdAt");
        foreach (var name in s_bodies.GetValueOrDefault(info.Type, []))
            RemoveNull(schema, name);
    }

    private static void RemoveNull(OpenApiSchema parent, string name)
    {
        if (
            parent.Properties?.TryGetValue(name, out var found) is true
            && found is OpenApiSchema { Type: { } type } schema
        )
        {
            schema.Type = type & ~JsonSchemaType.Null;
        }
    }

    private static void CompleteProperty(OpenApiSchema schema, JsonPropertyInfo property, IServiceProvider services)
    {
        var words = FindWords(property, services);
        if (words.Count > 0)
            SetWords(schema.Items as OpenApiSchema ?? schema, words);
        else if (schema.Type is { } type && type.HasFlag(JsonSchemaType.String) && schema.Format is null)
            schema.Format = IsInstant(property) ? "date-time" : FindFormat(property.Name);
    }

    private static IReadOnlyList<string> FindWords(JsonPropertyInfo property, IServiceProvider services) =>
        (property.DeclaringType.Name, property.Name) switch
        {
            (nameof(ConnectorAnnouncement), "type") => KebabCase.GetNames<ConnectorType>(),
            (_, "specversion") => ["1.0"],
            (_, "channel") => KebabCase.GetNames<RequestChannel>(),
            (nameof(DeletionRequestBody), "scope") => KebabCase.GetNames<ScopeKind>(),
            (nameof(EnteredAnswer), "state") => KebabCase.GetNames<RequestState>(),
            (_, "categories") or (_, "category") => KebabCase.GetNames<DataCategory>(),
            (_, "kind") or (_, "covers") => KebabCase.GetNames<PartyKind>(),
            (_, "purpose") => KebabCase.GetNames<Purpose>(),
            (_, "direction") => KebabCase.GetNames<Direction>(),
            (_, "outcome") => KebabCase.GetNames<TaskOutcome>(),
            (nameof(StopAnswer), "state") => ["waiting", "answered"],
            (_, "state") => KebabCase.GetNames<TaskState>(),
            (nameof(AcceptanceStatusResponse), "status") => KebabCase.GetNames<AcceptanceStatus>(),
            (nameof(OutcomeBody), "ground") => GroundCodes.List(services.GetRequiredService<DeadlineRules>()),
            _ => [],
        };

    // A text with an enumeration is never null: it is left out.
    private static void SetWords(OpenApiSchema schema, IReadOnlyList<string> words)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))];
    }

    private static bool IsInstant(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(InstantAttribute), inherit: false) is true;

    private static string? FindFormat(string name) =>
        name switch
        {
            "until" or "dueBy" => "date",
            "website" or "outcomeUrl" or "acceptUrl" or "returnUrl" => "uri",
            _ when name.EndsWith("At", StringComparison.Ordinal) => "date-time",
            _ => null,
        };
}
