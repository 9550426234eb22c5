using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// Checks every minute that the person at a live page is still signed in. The framework's default of 30 minutes is too
/// long for pages with personal data. Source: OWASP ASVS 5.0.0 7.4.2.
/// </summary>
internal sealed class PortalRevalidatingAuthenticationStateProvider(ILoggerFactory loggers, SessionService sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => sessions.IsActiveAsync(authenticationState.User, isUsed: false, cancellationToken);
}
