using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Requires a scope on endpoints.</summary>
public static class ScopeRequirement
{
    /// <summary>Requires an API key with <paramref name="scope"/>. A browser's cookie is not enough.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(
            new AuthorizationPolicyBuilder(ApiKeyAuthentication.SchemeName)
                .RequireAuthenticatedUser()
                .RequireClaim(ApiKeyAuthentication.ScopeClaim, scope)
                .Build()
        );

    /// <summary>Requires an API key with any one of these scopes.</summary>
    public static TBuilder RequireAnyScope<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(
            new AuthorizationPolicyBuilder(ApiKeyAuthentication.SchemeName)
                .RequireAuthenticatedUser()
                .RequireClaim(ApiKeyAuthentication.ScopeClaim, scopes)
                .Build()
        );

    /// <summary>The scopes that an endpoint requires, or of which it requires one.</summary>
    public static IReadOnlyList<string> GetRequiredScopes(EndpointMetadataCollection metadata) =>
        [
            .. metadata
                .OfType<AuthorizationPolicy>()
                .SelectMany(policy => policy.Requirements)
                .OfType<ClaimsAuthorizationRequirement>()
                .Where(requirement => requirement.ClaimType == ApiKeyAuthentication.ScopeClaim)
                .SelectMany(requirement => requirement.AllowedValues ?? [])
                .Distinct(StringComparer.Ordinal),
        ];
}
