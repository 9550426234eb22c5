using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Roles, API keys and rate limits. Every endpoint needs a sign-in or a key unless it allows anonymous access.
/// </summary>
public static class AccessSetup
{
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddHttpContextAccessor()
            .AddSingleton<SecurityEventQueue>()
            .AddSingleton<SecurityLog>()
            .AddSingleton<RefusalLog>()
            .AddHostedService<SecurityEventWriter>()
            .AddSingleton<ApiKeyStore>()
            .AddSingleton<EventQuota>()
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        builder
            .Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(
                WorkerAccess.Policy,
                policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Worker).RequireClaim(WorkerAccess.Claim)
            );
        builder
            .Services.AddSingleton<IAuthorizationMiddlewareResultHandler, UnknownWorkerRedirect>()
            .AddRateLimiter(limiter => RateLimits.Configure(limiter, builder.Configuration));
        return builder;
    }
}
