using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Errors;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Shell.Middleware;
using JoinArena.PrivacyPortal.Shell.PageCache;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using MudBlazor.Services;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>The frame around every slice: documents, words, headers, errors, and the order of the pipeline.</summary>
public static class ShellSetup
{
    /// <summary>How much of shared pages is kept in memory: some hundred pages.</summary>
    private const long SharedBytes = 16 * 1024 * 1024;

    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();

        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        services.Configure<DemoOptions>(demo => demo.Enabled = development);
        services.Configure<DemoOptions>(builder.Configuration.GetSection("Portal:Demo"));

        services.AddLocalization();
        services.AddRequestLocalization(AcceptedLanguages);
        services.AddScoped<DisplayFormatter>();
        services.AddScoped<CircuitHandler, ReaderCircuitHandler>();

        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ProblemDetailsCustomizer.Complete);
        services.AddExceptionHandler<ExceptionLogger>();
        services
            .AddSecurityHeaderPolicies()
            .SetDefaultPolicy(SecurityPolicy.CreateHeaders(live: null, secure: !development))
            .AddPolicy("live", SecurityPolicy.CreateHeaders(new InteractivePageAttribute(), secure: !development))
            .AddPolicy(
                "mud",
                SecurityPolicy.CreateHeaders(
                    new InteractivePageAttribute { UsesMudBlazor = true },
                    secure: !development
                )
            )
            .AddPolicy("sealed", SecurityPolicy.CreateHeaders(live: null, secure: !development, isSealed: true))
            .AddPolicy("reference", SecurityPolicy.CreateApiReferenceHeaders(secure: !development))
            .SetPolicySelector(page =>
                page.HttpContext.GetEndpoint()?.Metadata switch
                {
                    { } of when of.GetMetadata<ApiReferencePageAttribute>() is not null => page.ConfiguredPolicies[
                        "reference"
                    ],
                    { } of when of.GetMetadata<NoConnectAttribute>() is not null => page.ConfiguredPolicies["sealed"],
                    { } of when of.GetMetadata<ExternalFormTargetsAttribute>() is not null => page
                        .HttpContext.RequestServices.GetRequiredService<ExternalFormHeaders>()
                        .Headers,
                    { } of when of.GetMetadata<InteractivePageAttribute>() is { } live => page.ConfiguredPolicies[
                        live.UsesMudBlazor ? "mud" : "live"
                    ],
                    _ => page.SelectedPolicy,
                }
            );
        services.AddSingleton(slices => new ExternalFormHeaders(
            SecurityPolicy.CreateHeaders(
                live: null,
                secure: !development,
                formTargets: slices.GetService<FormTargets>()?.Origins ?? []
            )
        ));

        services.AddKeyedSingleton<IMemoryCache>(
            PublicPageCacheMiddleware.CacheKey,
            new MemoryCache(new MemoryCacheOptions { SizeLimit = SharedBytes })
        );
        services.AddAntiforgery(forms => forms.SuppressXFrameOptionsHeader = true);
        services.AddCascadingAuthenticationState();
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DetailedErrors = development;
                circuits.DisconnectedCircuitMaxRetained = 100;
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
                circuits.PersistedCircuitInMemoryMaxRetained = 500;
                circuits.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromMinutes(30);
                circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
            });
        services.AddMudServices();

        return builder;
    }

    /// <summary>The one place that orders the pipeline: outermost first.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        // Whoever unwraps TLS before us need not tell us so on every request: the public address does. Cookies and
        // forms then are what they are to the browser.
        if (PublicAddress.GetConfiguredUrl(app.Configuration) is { Scheme: "https" })
        {
            app.Use(
                (context, next) =>
                {
                    context.Request.Scheme = Uri.UriSchemeHttps;
                    return next(context);
                }
            );
        }

        app.UseSecurityHeaders();
        app.UseMiddleware<HubOriginMiddleware>();
        app.UseMiddleware<HeadRequestMiddleware>();
        app.UseRequestLocalization();
        app.UseWhen(
            ProblemDetailsCustomizer.IsApiRequest,
            api => api.UseExceptionHandler(Handled(new())).UseStatusCodePages()
        );
        app.UseWhen(
            context => !ProblemDetailsCustomizer.IsApiRequest(context),
            pages =>
                pages
                    .UseExceptionHandler(
                        Handled(new() { ExceptionHandlingPath = "/error", CreateScopeForErrors = true })
                    )
                    .UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true)
        );
        app.Use(ReadProblemPages);
        app.UseRouting();
        app.Use(AnswerUnknownAddress);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<ReaderMiddleware>();
        app.UseMiddleware<PublicPageCacheMiddleware>();
        app.UseMiddleware<NoFormCookieMiddleware>();
        app.UseAntiforgery();
        app.UseMiddleware<ExpiredFormMiddleware>();

        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(live =>
            {
                // Ours is sent with every answer; two policies would have to be read together.
                live.ContentSecurityFrameAncestorsPolicy = null;
                // A batch may hold what somebody else wrote beside what is secret: compressed together, length tells.
                live.DisableWebSocketCompression = true;
            });

        return app;
    }

    private static void AcceptedLanguages(RequestLocalizationOptions languages)
    {
        languages.SetDefaultCulture(SharedResource.SupportedCultures[0].Name);
        languages.SupportedCultures = languages.SupportedUICultures = [.. SharedResource.SupportedCultures];
        languages.ApplyCurrentCultureToResponseHeaders = true;
    }

    // Failures logs each fault with its reference; the framework's own entry would be a second one without.
    private static ExceptionHandlerOptions Handled(ExceptionHandlerOptions options)
    {
        options.StatusCodeSelector = ExceptionLogger.GetStatusCode;
        options.SuppressDiagnosticsCallback = _ => true;
        return options;
    }

    // A page that explains a failure is read, whatever the request that failed was; as a post it would be refused for
    // want of a token.
    private static Task ReadProblemPages(HttpContext context, RequestDelegate next)
    {
        if (
            context.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || context.Features.Get<IExceptionHandlerFeature>() is not null
        )
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    // Before authorization: what does not exist needs no sign-in to be told so.
    private static Task AnswerUnknownAddress(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not null)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
