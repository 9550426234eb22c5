using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
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

    public static void AddApiReference(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(
            Document,
            api =>
            {
                // The first version that describes what the portal sends (webhooks).
                api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                api.CreateSchemaReferenceId = type =>
                    ApiProblemSchema.Describes(type.Type)
                        ? ApiProblemSchema.Name
                        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
                api.ShouldInclude = endpoint =>
                    endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                api.AddDocumentTransformer(DescribeAsync);
                api.AddOperationTransformer(ApiOperations.CompleteAsync);
                api.AddSchemaTransformer(ApiSchemas.CompleteAsync);
            }
        );

    public static void MapApiReference(this WebApplication app)
    {
        // Any other document would be answered in plain text.
        app.MapOpenApi($"/openapi/{{documentName:regex(^{Document}$)}}.json").AllowAnonymous();
        app.MapScalarApiReference("/api", ConfigurePage)
            .AllowAnonymous()
            .WithMetadata(new ApiReferencePageAttribute())
            .AddEndpointFilter(RefuseUnknownDocument);
    }

    private static void ConfigurePage(ScalarOptions page, HttpContext context)
    {
        var site = context.RequestServices.GetRequiredService<BasePath>();
        page.Title = "JoinArena Privacy Portal: API";
        page.OpenApiRoutePattern = "/openapi/{documentName}.json";
        page.Telemetry = false;
        page.WithNonce(context.GetNonce());

        // Our own look, and nothing that leads to the vendor's services.
        page.DefaultFonts = false;
        page.Theme = ScalarTheme.None;
        page.DisableAgent();
        page.DisableMcp();
        page.HideClientButton();
        page.HideDeveloperTools();
        page.AddHeadContent(
            $"""<link rel="stylesheet" href="{site["/css/tokens.css"]}"><link rel="stylesheet" href="{site["/css/api.css"]}">"""
        );
        // The vendor's page does not say its language, which a screen reader needs to speak it.
        page.AddHeadContent($"""<script nonce="{context.GetNonce()}">document.documentElement.lang = "en";</script>""");
        page.AddHeaderContent(
            $"""
            <header class="api-head">
              <a class="api-head__home" href="{site["/"]}">JoinArena Privacy</a>
              <a href="{site["/problems"]}">Problems the API answers with</a>
              <a href="{site["/contact"]}">Contact</a>
            </header>
            """
        );
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
        var site = context.ApplicationServices.GetRequiredService<BasePath>();
        document.Servers = [new() { Url = site.CookiePath }];
        document.Tags = ApiDescriptions
            .Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })
            .ToHashSet();
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [ApiOperations.Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key of the portal; it begins with jpp_.",
            },
        };
        return ApiWebhooks.AddAsync(document, context, ct);
    }
}
