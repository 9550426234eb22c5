using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>
/// A cookie that remembers which account this browser has just registered, so that the owner can confirm it without
/// the password.
/// </summary>
internal sealed class PendingRegistrationCookie(
    IHttpContextAccessor http,
    IDataProtectionProvider protection,
    PortalCookies cookies
)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(24);
    private readonly ITimeLimitedDataProtector _protector = protection
        .CreateProtector("JoinArena.PrivacyPortal.Account.Registered")
        .ToTimeLimitedDataProtector();

    private HttpContext Http =>
        http.HttpContext ?? throw new InvalidOperationException("Registration needs an HTTP request.");

    public void Set(PortalAccount account) =>
        Http.Response.Cookies.Append(
            cookies.PendingRegistration,
            _protector.Protect(Mark(account), s_lifetime),
            cookies.CreateOptions(Http, s_lifetime)
        );

    public void Delete() =>
        Http.Response.Cookies.Delete(cookies.PendingRegistration, cookies.CreateOptions(Http, s_lifetime));

    public bool Matches(PortalAccount account)
    {
        try
        {
            return Http.Request.Cookies[cookies.PendingRegistration] is { Length: > 0 } cookie
                && _protector.Unprotect(cookie) == Mark(account);
        }
        catch (CryptographicException)
        {
            // The cookie has expired or is not ours.
            return false;
        }
    }

    // The security stamp changes with each registration of an address, so the value matches this registration only.
    private static string Mark(PortalAccount account) => $"{account.Id:N}.{account.SecurityStamp}";
}
