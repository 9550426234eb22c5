using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// Checks every minute that the person at a live page is still signed in. The framework's default of 30 minutes is too
/// long for pages with personal data.
/// </summary>
internal sealed class PortalRevalidatingAuthenticationStateProvider(
    ILoggerFactory loggers,
    IServiceScopeFactory scopes,
    SessionService sessions,
    IOptions<IdentityOptions> options
) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => AccountSetup.ValidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var person = authenticationState.User;
        return await users.GetUserAsync(person) is { } account
            && person.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType)
                == await users.GetSecurityStampAsync(account)
            && await sessions.IsActiveAsync(person, isUsed: false, cancellationToken);
    }
}
