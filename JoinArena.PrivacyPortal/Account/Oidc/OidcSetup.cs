using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Oidc.Demo;
using JoinArena.PrivacyPortal.Shell.Contact;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>
/// "Continue with JoinArena": sign-in by OpenID Connect, with the code flow, PKCE and a client secret. Without settings
/// nothing of it exists.
/// </summary>
internal static class OidcSetup
{
    /// <summary>The difference between the provider's clock and ours that is allowed for.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    public static void AddOidc(this WebApplicationBuilder builder, PortalCookies cookies)
    {
        var settings = OidcSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        var services = builder.Services;
        services
            .AddSingleton(new OidcProvider(settings))
            .AddSingleton(new OwnAccounts(settings is not { IsOnly: true }))
            .AddSingleton<ProviderTokenSeal>()
            .AddScoped<OidcAccountService>()
            .AddScoped<OidcSignInService>()
            .AddScoped<OidcSignOut>();
        if (settings is null)
            return;
        services
            .AddSingleton<OidcIssuer>()
            .AddSingleton<OidcChallenge>()
            .AddSingleton<LogoutTokenReader>()
            .AddSingleton<ProviderLogoutService>()
            .AddScoped<OidcStepUpService>()
            .AddScoped<OidcEvents>();
        services.AddAuthentication().AddOpenIdConnect(OidcProvider.Scheme, oidc => Configure(oidc, settings, cookies));
        services.AddOptions<OpenIdConnectOptions>(OidcProvider.Scheme).Configure<OidcIssuer>(NameProvider);
        if (settings.IsDemo)
            builder.AddDemoProvider();
        // It logs faults with what the provider wrote, which may name a person. We log the kind of each fault.
        builder.Logging.AddFilter(typeof(OpenIdConnectHandler).FullName, LogLevel.None);
    }

    public static void MapOidc(this WebApplication app)
    {
        var provider = app.Services.GetRequiredService<OidcProvider>();
        if (!provider.IsOffered)
            return;
        if (provider.IsDemo)
            app.MapDemoProvider();
        var oidc = app.MapGroup("")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .ExcludeFromDescription();
        oidc.MapGet(
            OidcProvider.SignInPath,
            (HttpContext http, OidcChallenge challenge, string? returnUrl) => challenge.SignInAsync(http, returnUrl)
        );
        oidc.MapGet(
            OidcProvider.ConfirmPath,
            (HttpContext http, OidcChallenge challenge, OidcStepUpService stepUp, string? purpose, string? returnUrl) =>
                challenge.ConfirmAsync(http, stepUp, purpose, returnUrl)
        );
        oidc.MapGet(
            OidcProvider.SignOutPath,
            (HttpContext http, OidcChallenge challenge, OidcSignOut signOut) => signOut.LeaveAsync(http, challenge)
        );
        oidc.MapProviderLogoutApi();
        // The handler answers these before they get here. Without a route they would be refused before it.
        oidc.MapGet(OidcProvider.CallbackPath, () => TypedResults.NotFound());
        oidc.MapGet(OidcProvider.SignedOutCallbackPath, () => TypedResults.NotFound());
    }

    private static void Configure(OpenIdConnectOptions oidc, OidcSettings settings, PortalCookies cookies)
    {
        oidc.ClientId = settings.ClientId;
        oidc.ClientSecret = settings.ClientSecret;
        // Checked with the settings.
        oidc.RequireHttpsMetadata = false;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // A form that another site posts comes without Lax cookies. A code in the address is of no use without its PKCE
        // verifier and our secret.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.Scope.Clear();
        foreach (var scope in settings.Scopes)
            oidc.Scope.Add(scope);
        oidc.CallbackPath = OidcProvider.CallbackPath;
        oidc.SignedOutCallbackPath = OidcProvider.SignedOutCallbackPath;
        // Wants a cookie, which a frame of another site does not send. Ours works without.
        oidc.RemoteSignOutPath = default;
        oidc.EventsType = typeof(OidcEvents);
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = false;
        // By default acr would be removed.
        oidc.ClaimActions.Clear();
        // For the events alone: the ticket goes into no cookie.
        oidc.SaveTokens = true;
        oidc.DisableTelemetry = true;
        oidc.BackchannelTimeout = s_patience;
        oidc.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        oidc.TokenValidationParameters = new()
        {
            NameClaimType = "sub",
            ClockSkew = ClockSkew,
            ValidAudience = settings.ClientId,
            ValidAlgorithms =
            [
                SecurityAlgorithms.RsaSha256,
                SecurityAlgorithms.RsaSsaPssSha256,
                SecurityAlgorithms.EcdsaSha256,
                SecurityAlgorithms.EcdsaSha384,
                SecurityAlgorithms.EcdsaSha512,
            ],
        };
        cookies.Harden(oidc.CorrelationCookie, cookies.Correlation);
        cookies.Harden(oidc.NonceCookie, cookies.Nonce);
    }

    private static void NameProvider(OpenIdConnectOptions oidc, OidcIssuer provider)
    {
        oidc.Authority = provider.Address.ToString();
        oidc.TokenValidationParameters.IssuerValidator = (issuer, _, _) =>
            provider.Is(issuer)
                ? issuer
                : throw new SecurityTokenInvalidIssuerException("The token is of another issuer.");
    }
}
