using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
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
/// The API's description, for machines at <c>/openapi/v1.json</c> and for people at <c>/api</c>. Both are public,
/// because they contain no data about anyone.
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
                // Client generators support version 3.0 best.
                api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
                api.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                api.AddDocumentTransformer(DescribeAsync);
                api.AddOperationTransformer(CompleteAsync);
                api.AddSchemaTransformer(ListEnumValues);
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
            .WithMetadata(new ApiReferencePageAttribute())
            .AddEndpointFilter(RefuseUnknownDocument);
    }

    // The page would come for every address of one step under /api, and load a description that is not there.
    private static ValueTask<object?> RefuseUnknownDocument(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        context.HttpContext.GetRouteValue("documentName") is null or Document
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.NotFound());

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
        // The server of the description also serves the API. The address that the portal listens on may not be
        // reachable from outside.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key of the portal; it begins with jpp_.",
            },
        };
        return Task.CompletedTask;
    }

    // Enum values are texts for a client, because more values may be added later; the description lists them.
    private static Task ListEnumValues(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken ct
    )
    {
        // The API also reads numbers from texts, but the description asks for numbers.
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer) && type.HasFlag(JsonSchemaType.String))
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        if (context.JsonPropertyInfo is not { } property)
            return Task.CompletedTask;
        if (property.AttributeProvider?.IsDefined(typeof(InstantAttribute), inherit: false) is true)
            schema.Format = "date-time";
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

/// <summary>A problem, the form of every error (RFC 9457).</summary>
/// <param name="Type">The type of problem, which never changes, such as <c>urn:joinarena:problem:invalid</c>.</param>
/// <param name="Title">The type in words.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">What is wrong here, and how to fix it.</param>
/// <param name="Errors">Each field that is wrong.</param>
/// <param name="Reference">For an error of the portal itself: the id to find it in the portal's log.</param>
internal sealed record ApiProblemBody(
    string Type,
    string Title,
    int Status,
    string? Detail,
    IReadOnlyList<FieldError>? Errors,
    string? Reference
);
