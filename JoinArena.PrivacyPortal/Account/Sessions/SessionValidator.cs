using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// Accepts a cookie while its session is open and the account's security stamp is unchanged. Both are looked at on every
/// request; roles and the rest are read again every <see cref="AccountSetup.RefreshInterval"/>.
/// </summary>
internal sealed class SessionValidator(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<PortalAccount> signIn,
    SessionService sessions,
    TimeProvider clock,
    ILoggerFactory log
) : SecurityStampValidator<PortalAccount>(options, signIn, log)
{
    public override async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (
            context.Principal is not { } user
            || !await sessions.IsActiveAsync(user, isUsed: true, context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
            await SignInManager.SignOutAsync();
            return;
        }

        // A cookie with a date ahead would not be read again before that date.
        if (context.Properties.IssuedUtc > clock.GetUtcNow())
            context.Properties.IssuedUtc = null;
        await base.ValidateAsync(context);
    }
}
