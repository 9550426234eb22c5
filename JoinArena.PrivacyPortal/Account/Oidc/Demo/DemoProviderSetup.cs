using System.Runtime.CompilerServices;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace JoinArena.PrivacyPortal.Account.Oidc.Demo;

/// <summary>
/// The stand-in for the platform's sign-in: OpenIddict without a database, on the portal's own address. It is called only
/// where it is asked for, and never inlined, so that OpenIddict is not even loaded elsewhere.
/// </summary>
internal static class DemoProviderSetup
{
    private static readonly TimeSpan s_codeLifetime = TimeSpan.FromMinutes(1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddDemoProvider(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoClient>().AddSingleton<DemoCodes>();
        builder.Services.AddOpenIddict().AddServer(Configure);
        // Its name is known once the portal listens, and it is asked for it only then.
        builder
            .Services.AddOptions<OpenIddictServerOptions>()
            .Configure<PublicAddress>((server, portal) => server.Issuer = portal.GetUri(DemoProvider.Path));
        // It logs each question and answer at length.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MapDemoProvider(this WebApplication app)
    {
        var demo = app.MapGroup("")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .ExcludeFromDescription();
        demo.MapGet(DemoProvider.ChoicePath, DemoSignInApi.AnswerAsync);
        // OpenIddict answers these before they get here. Without a route they would be refused before it.
        demo.MapGet(DemoProvider.MetadataPath, () => TypedResults.NotFound());
        demo.MapGet(DemoProvider.KeysPath, () => TypedResults.NotFound());
        demo.MapPost(DemoProvider.TokenPath, () => TypedResults.NotFound());
        demo.MapGet(DemoProvider.EndSessionPath, () => TypedResults.NotFound());
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .EnableDegradedMode()
            .SetConfigurationEndpointUris(DemoProvider.MetadataPath)
            .SetJsonWebKeySetEndpointUris(DemoProvider.KeysPath)
            // The page, and what its links lead to: both are checked as a question of the portal.
            .SetAuthorizationEndpointUris(DemoProvider.AuthorizePath, DemoProvider.ChoicePath)
            .SetTokenEndpointUris(DemoProvider.TokenPath)
            .SetEndSessionEndpointUris(DemoProvider.EndSessionPath)
            .AllowAuthorizationCodeFlow()
            .RequireProofKeyForCodeExchange()
            .Configure(options => options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain))
            .SetAuthorizationCodeLifetime(s_codeLifetime)
            .RegisterScopes(OpenIddictConstants.Scopes.Email)
            .AddEphemeralSigningKey()
            .AddEphemeralEncryptionKey()
            .AddEventHandler<ValidateAuthorizationRequestContext>(on =>
                on.UseInlineHandler(DemoProviderChecks.CheckQuestion)
            )
            .AddEventHandler<ValidateTokenRequestContext>(on => on.UseInlineHandler(DemoProviderChecks.CheckClient))
            .AddEventHandler<HandleTokenRequestContext>(on => on.UseInlineHandler(DemoProviderChecks.RedeemOnce))
            .AddEventHandler<ValidateEndSessionRequestContext>(on => on.UseInlineHandler(DemoProviderChecks.CheckEnd))
            .AddEventHandler<HandleEndSessionRequestContext>(on => on.UseInlineHandler(DemoProviderChecks.End));
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            // In Development, where the demo is, the portal listens without https.
            .DisableTransportSecurityRequirement();
    }
}
