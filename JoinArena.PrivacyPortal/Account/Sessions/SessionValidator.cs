using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// Accepts a cookie while the account's security stamp is unchanged and the session is open.
/// </summary>
internal sealed class SessionValidator(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<PortalAccount> signIn,
    SessionService sessions,
    ILoggerFactory log
) : SecurityStampValidator<PortalAccount>(options, signIn, log)
{
    protected override async Task<PortalAccount?> VerifySecurityStamp(ClaimsPrincipal? principal) =>
        principal is not null
        && await base.VerifySecurityStamp(principal) is { } account
        && await sessions.IsActiveAsync(principal, isUsed: true, SignInManager.Context.RequestAborted)
            ? account
            : null;
}
