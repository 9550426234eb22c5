using Microsoft.AspNetCore.Authorization;

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
}
