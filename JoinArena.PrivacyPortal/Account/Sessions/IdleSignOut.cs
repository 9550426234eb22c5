using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// Tells whether a visitor was signed out because they did nothing for <see cref="SessionService.IdleTimeout"/>. Their
/// browser still sends the cookie of that session: it ran out, and nobody signed out or ended it before. So no address
/// has to say it, and no link can claim it.
/// </summary>
internal sealed class IdleSignOut(IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider clock)
{
    /// <summary>Whether that is why the sender of this request is not signed in.</summary>
    public bool IsReasonFor(HttpContext http)
    {
        var session = cookies.Get(IdentityConstants.ApplicationScheme);
        return session.CookieManager.GetRequestCookie(http, session.Cookie.Name!) is { } cookie
            && session.TicketDataFormat.Unprotect(cookie) is { Properties.ExpiresUtc: { } end }
            && end <= clock.GetUtcNow();
    }
}
