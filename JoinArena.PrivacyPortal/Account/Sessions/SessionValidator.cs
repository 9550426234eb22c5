using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// Lets a cookie in as long as its account has not changed and its session has not been ended from elsewhere.
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
