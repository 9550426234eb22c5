using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>
/// The API's own description, for machines at <c>/openapi/v1.json</c> and for people at <c>/api</c>. Both are open:
/// they say how one would ask, not anything about anyone.
/// </summary>
internal static class ApiReference
{
    private const string Document = "v1";
    private const string Key = "key";

    public static void AddApiReference(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(
            Document,
            api =>
            {
                // Generators of clients read 3.0 most reliably.
                api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
                api.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                api.AddDocumentTransformer(DescribeAsync);
                api.AddOperationTransformer(CompleteAsync);
                api.AddSchemaTransformer(NameWords);
            }
        );

    public static void MapApiReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference(
                "/api",
                (page, context) =>
                {
                    page.Title = "JoinArena Privacy Portal: API";
                    page.OpenApiRoutePattern = "/openapi/{documentName}.json";
                    page.DefaultFonts = false;
                    page.Telemetry = false;
                    page.WithNonce(context.GetNonce());
                }
            )
            .AllowAnonymous()
            .WithMetadata(new ApiReferencePageAttribute());
    }

    private static Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        document.Info = new()
        {
            Title = "JoinArena Privacy Portal",
            Version = Document,
            Description = ApiDescriptions.Overview,
        };
        // Whoever serves the description serves the API; an address found by listening may be one nobody outside can
        // reach.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of the portal, which begins with jpp_.",
            },
        };
        return Task.CompletedTask;
    }

    // Words of the vocabulary are texts to a client, since the vocabulary may grow; which there are is said.
    private static Task NameWords(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        // Numbers are read from texts too, but a client need not be told to send them so.
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer) && type.HasFlag(JsonSchemaType.String))
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        if (context.JsonPropertyInfo is not { } property)
            return Task.CompletedTask;
        IReadOnlyList<string> words = (property.DeclaringType.Name, property.Name) switch
        {
            (nameof(ConnectorAnnouncement), "type") => KebabCase.GetNames<ConnectorType>(),
            (_, "category") => KebabCase.GetNames<DataCategory>(),
            (_, "kind") or (_, "covers") => KebabCase.GetNames<PartyKind>(),
            (_, "purpose") => KebabCase.GetNames<Purpose>(),
            (_, "direction") => KebabCase.GetNames<Direction>(),
            _ => [],
        };
        if (words.Count > 0)
        {
            schema.Description =
                $"{schema.Description} One of {string.Join(", ", words.Select(w => $"`{w}`"))}.".Trim();
        }

        return Task.CompletedTask;
    }

    private static async Task CompleteAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var endpoint = context.Description.ActionDescriptor.EndpointMetadata;
        var words = ApiDescriptions.GetOperation(operation.OperationId ?? "");
        (operation.Summary, operation.Description) = (words.Summary, words.Description);
        if (words.Example is { } example)
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example ??= JsonNode.Parse(example);
        }

        if (endpoint.OfType<AuthorizationPolicy>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
        var schema = await context.GetOrCreateSchemaAsync(typeof(ApiProblemBody), cancellationToken: ct);
        operation.Responses ??= [];
        foreach (
            var problems in words
                .Problems.Concat(ApiProblems.Common)
                .Select(ApiProblems.GetByKind)
                .GroupBy(p => p.Status)
        )
        {
            operation.Responses.TryAdd(
                problems.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = string.Join(
                        " ",
                        problems.Select(p => $"`{ApiProblem.TypePrefix}{p.Kind}`: {p.Description}")
                    ),
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/problem+json"] = new()
                        {
                            Schema = schema,
                            Example = ApiProblems.CreateExample(problems.First()),
                        },
                    },
                }
            );
        }
    }
}

/// <summary>A problem, as every refusal is told (RFC 9457).</summary>
/// <param name="Type">Says what is wrong, and never changes: <c>urn:joinarena:problem:invalid</c>.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">What is wrong here, and how to mend it.</param>
/// <param name="Errors">Each field that is wrong.</param>
/// <param name="Reference">Of a fault of the portal: what its log knows it by.</param>
internal sealed record ApiProblemBody(
    string Type,
    string Title,
    int Status,
    string? Detail,
    IReadOnlyList<FieldError>? Errors,
    string? Reference
);
