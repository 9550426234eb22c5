using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>Completes an operation of the API's description: its texts, examples, scope and problems.</summary>
internal static class ApiOperations
{
    /// <summary>The name of the security scheme.</summary>
    public const string Key = "key";

    private const string Json = "application/json";

    public static Task CompleteAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        var document = context.Document!;
        var id = operation.OperationId ?? "";
        var words = ApiDescriptions.GetOperation(id);
        operation.Summary = words.Summary;
        operation.Description = words.Description;
        if (words.ListsGrounds)
            operation.Description += "\n\n" + DescribeGrounds(context);
        AddExamples(operation, id);
        AddSecurity(operation, context);
        AddProblems(operation, words, document);
        return Task.CompletedTask;
    }

    private static string DescribeGrounds(OpenApiOperationTransformerContext context) =>
        "**Grounds.** A party can only name a ground of the law that applies to the worker; a refusal lists those.\n\n"
        + GroundCodes.Describe(context.ApplicationServices.GetRequiredService<DeadlineRules>());

    private static void AddExamples(OpenApiOperation operation, string id)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description = ApiDescriptions.GetParameter(parameter.Name ?? "");
            if (ApiExamples.Parameters.TryGetValue(parameter.Name ?? "", out var value))
                parameter.Example = value;
        }

        foreach (var example in ApiExamples.List(id))
        {
            if (operation.RequestBody?.Content?.TryGetValue(Json, out var body) is true)
                body.Example = example.ParseBody();
            var status = example.Status.ToString(CultureInfo.InvariantCulture);
            if (
                operation.Responses?.TryGetValue(status, out var response) is true
                && response.Content?.TryGetValue(Json, out var answer) is true
            )
            {
                answer.Example = example.ParseAnswer();
            }
        }
    }

    // An operation without a key says so, to show that it was meant.
    private static void AddSecurity(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var scopes = ScopeRequirement.GetRequiredScopes(
            new(context.Description.ActionDescriptor.EndpointMetadata.ToArray())
        );
        operation.Security = [];
        if (scopes.Count > 0)
            operation.Security.Add(new() { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] });
    }

    private static void AddProblems(OpenApiOperation operation, OperationDescription words, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (
            var problems in words
                .Problems.Concat(ApiProblems.Common)
                .Select(ApiProblems.GetByKind)
                .GroupBy(problem => problem.Status)
                .OrderBy(group => group.Key)
        )
        {
            var response = new OpenApiResponse
            {
                Description = string.Join(" ", problems.Select(p => $"`{p.Kind}`: {p.Description}")),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ApiProblemSchema.MediaType] = new OpenApiMediaType
                    {
                        Schema = ApiProblemSchema.GetReference(document),
                        Examples = problems.ToDictionary(
                            p => p.Kind,
                            IOpenApiExample (p) => new OpenApiExample { Value = ApiProblems.CreateExample(p) },
                            StringComparer.Ordinal
                        ),
                    },
                },
            };
            if (problems.Key is StatusCodes.Status429TooManyRequests)
                response.Headers = CreateRetryAfter();
            operation.Responses[problems.Key.ToString(CultureInfo.InvariantCulture)] = response;
        }
    }

    private static Dictionary<string, IOpenApiHeader> CreateRetryAfter() =>
        new(StringComparer.Ordinal)
        {
            ["Retry-After"] = new OpenApiHeader
            {
                Description = "How many seconds to wait.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        };
}
