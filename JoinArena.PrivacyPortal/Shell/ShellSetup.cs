using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Shell.Errors;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Shell.Middleware;
using JoinArena.PrivacyPortal.Shell.PageCache;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using MudBlazor.Services;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>What all slices share: layout, localization, headers, errors and the order of the middleware.</summary>
public static class ShellSetup
{
    /// <summary>The size of the public page cache: some hundred pages.</summary>
    private const long PageCacheBytes = 16 * 1024 * 1024;

    private const string InteractiveHeaders = "interactive";
    private const string MudBlazorHeaders = "mudblazor";
    private const string NoConnectHeaders = "no-connect";
    private const string ApiReferenceHeaders = "api-reference";

    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();

        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        services.Configure<DemoOptions>(options => options.Enabled = development);
        services.Configure<DemoOptions>(builder.Configuration.GetSection("Portal:Demo"));

        var demo = new DemoOptions { Enabled = development };
        builder.Configuration.GetSection("Portal:Demo").Bind(demo);
        services.AddSingleton(OperatorContact.From(builder.Configuration, demo.Enabled));
        services.AddSingleton(new OwnAccounts(AreOffered: true));
        services.AddNavEntries(
            new NavEntry("Contact", "/contact", 90) { Place = NavPlace.Footer, IsForGuests = true },
            new NavEntry("Accessibility", "/accessibility", 91) { Place = NavPlace.Footer, IsForGuests = true }
        );

        var proxy = ProxyOptions.From(builder.Configuration);
        services.AddSingleton(proxy);
        // After the framework's own settings, one of which trusts everybody.
        services.PostConfigure<ForwardedHeadersOptions>(proxy.ApplyTo);

        services.AddLocalization();
        services.AddSingleton<LanguageCookie>().AddSingleton<ReaderLanguage>();
        services.AddOptions<RequestLocalizationOptions>().Configure<ReaderLanguage>(ConfigureLanguages);
        services.AddScoped<DisplayFormatter>();
        services.AddScoped<CircuitHandler, ReaderCircuitHandler>();

        services.AddSingleton<AllowedMethods>();
        services.AddSingleton<HandledForms>();
        services.AddSingleton<IProblemDetailsWriter, ApiProblemWriter>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ProblemDetailsCustomizer.Complete);
        // What is wrong with a body then reaches the error handler, which names the field. Otherwise it is only logged.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ExceptionLogger>();
        services.AddExceptionHandler<OutagePage>();
        // Strict-Transport-Security holds for a whole host and what is below it: under a path that is not ours to say.
        var site = BasePath.From(builder.Configuration);
        services.AddSingleton(site);
        AddSecurityHeaders(services, isSecure: !development && !site.IsShared);

        services.AddKeyedSingleton<IMemoryCache>(
            PublicPageCacheMiddleware.CacheKey,
            new MemoryCache(new MemoryCacheOptions { SizeLimit = PageCacheBytes })
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

    /// <summary>
    /// Sets the order of the middleware, outermost first. No other place adds middleware around the pages.
    /// </summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ProxyOptions>().HasProxy)
            app.UseForwardedHeaders();
        app.UseMiddleware<UnknownProxyMiddleware>();
        app.UseMiddleware<RelativeRedirectMiddleware>();

        // A reverse proxy that ends TLS may not send X-Forwarded-Proto. If the public address is https, requests are
        // treated as https, so that cookies and forms match what the browser sees.
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
        app.UseMiddleware<BasePathMiddleware>();
        app.UseMiddleware<HostFilterMiddleware>();
        app.UseMiddleware<HubOriginMiddleware>();
        app.UseMiddleware<HeadRequestMiddleware>();
        app.UseRequestLocalization();
        app.UseWhen(
            context => context.Request.IsFromProgram,
            api => api.UseExceptionHandler(CreateExceptionOptions(new())).UseStatusCodePages()
        );
        app.UseWhen(
            context => !context.Request.IsFromProgram,
            pages =>
                pages
                    .UseExceptionHandler(
                        CreateExceptionOptions(new() { ExceptionHandlingPath = "/error", CreateScopeForErrors = true })
                    )
                    .UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true)
        );
        app.Use(ServeErrorPagesAsGet);
        app.UseRouting();
        app.UseMiddleware<RoutingRejectionMiddleware>();
        app.UseWhen(context => context.Request.IsFromProgram, api => api.UseMiddleware<ApiBodyMiddleware>());
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<ReaderMiddleware>();
        app.UseMiddleware<PublicPageCacheMiddleware>();
        app.UseMiddleware<NoFormCookieMiddleware>();
        app.UseMiddleware<FormTypeMiddleware>();
        app.UseAntiforgery();
        app.UseMiddleware<ExpiredFormMiddleware>();
        app.UseMiddleware<FormTextMiddleware>();
        app.UseMiddleware<RepeatedFormMiddleware>();

        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapLanguageChoice();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(live =>
            {
                // We send our own policy with every response. A second header would be combined with it.
                live.ContentSecurityFrameAncestorsPolicy = null;
                // A message can contain text from other people next to secrets. Compressed together, its length could
                // reveal them.
                live.DisableWebSocketCompression = true;
            });

        return app;
    }

    private static void AddSecurityHeaders(IServiceCollection services, bool isSecure)
    {
        var mudBlazor = new InteractivePageAttribute { UsesMudBlazor = true };
        services
            .AddSecurityHeaderPolicies()
            .SetDefaultPolicy(SecurityPolicy.CreateHeaders(live: null, isSecure))
            .AddPolicy(InteractiveHeaders, SecurityPolicy.CreateHeaders(new InteractivePageAttribute(), isSecure))
            .AddPolicy(MudBlazorHeaders, SecurityPolicy.CreateHeaders(mudBlazor, isSecure))
            .AddPolicy(NoConnectHeaders, SecurityPolicy.CreateHeaders(live: null, isSecure, isSealed: true))
            .AddPolicy(ApiReferenceHeaders, SecurityPolicy.CreateApiReferenceHeaders(isSecure))
            .SetPolicySelector(SelectHeaders);
        services.AddSingleton(slices => new ExternalFormHeaders(
            SecurityPolicy.CreateHeaders(
                live: null,
                isSecure,
                formTargets: slices.GetService<FormTargets>()?.Origins ?? []
            )
        ));
    }

    private static IReadOnlyHeaderPolicyCollection SelectHeaders(PolicySelectorContext page)
    {
        if (page.HttpContext.GetEndpoint()?.Metadata is not { } metadata)
            return page.SelectedPolicy;
        if (metadata.GetMetadata<ApiReferencePageAttribute>() is not null)
            return page.ConfiguredPolicies[ApiReferenceHeaders];
        if (metadata.GetMetadata<NoConnectAttribute>() is not null)
            return page.ConfiguredPolicies[NoConnectHeaders];
        if (metadata.GetMetadata<ExternalFormTargetsAttribute>() is not null)
            return page.HttpContext.RequestServices.GetRequiredService<ExternalFormHeaders>().Headers;
        if (metadata.GetMetadata<InteractivePageAttribute>() is { } live)
            return page.ConfiguredPolicies[live.UsesMudBlazor ? MudBlazorHeaders : InteractiveHeaders];
        return page.SelectedPolicy;
    }

    private static void ConfigureLanguages(RequestLocalizationOptions languages, ReaderLanguage reader)
    {
        languages.SetDefaultCulture(PortalLanguage.English.Tag);
        languages.SupportedCultures = languages.SupportedUICultures = [.. PortalLanguage.All.Select(l => l.Culture)];
        languages.RequestCultureProviders = [reader];
        languages.ApplyCurrentCultureToResponseHeaders = true;
    }

    // ExceptionLogger logs each fault with its reference. The framework would log it again without one.
    private static ExceptionHandlerOptions CreateExceptionOptions(ExceptionHandlerOptions options)
    {
        options.StatusCodeSelector = ExceptionLogger.GetStatusCode;
        options.SuppressDiagnosticsCallback = _ => true;
        return options;
    }

    // An error page is always a GET, even if the failed request was a POST. A POST would be refused without a form
    // token.
    private static Task ServeErrorPagesAsGet(HttpContext context, RequestDelegate next)
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
}
