using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Account.Registering;

/// <summary>
/// A cookie that remembers for an hour which email this browser waits for, so that the page that says so can name the
/// address and send the email again. An address stays out of the page's own address.
/// </summary>
internal sealed class AwaitedEmailCookie(
    IHttpContextAccessor http,
    IDataProtectionProvider protection,
    PortalCookies cookies
)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);
    private readonly ITimeLimitedDataProtector _protector = protection
        .CreateProtector("JoinArena.PrivacyPortal.Account.AwaitedEmail")
        .ToTimeLimitedDataProtector();

    private HttpContext Http =>
        http.HttpContext ?? throw new InvalidOperationException("Waiting for an email needs an HTTP request.");

    public void Set(AwaitedEmail email) =>
        Http.Response.Cookies.Append(
            cookies.AwaitedEmail,
            _protector.Protect($"{email.Kind.ToKebabCase()} {email.Address}", s_lifetime),
            cookies.CreateOptions(Http, s_lifetime)
        );

    public void Delete() => Http.Response.Cookies.Delete(cookies.AwaitedEmail, cookies.CreateOptions(Http, s_lifetime));

    /// <summary>The email this browser waits for; null if it waits for none, or has for more than an hour.</summary>
    public AwaitedEmail? Read()
    {
        if (Http.Request.Cookies[cookies.AwaitedEmail] is not { Length: > 0 } cookie)
            return null;
        try
        {
            return
                _protector.Unprotect(cookie).Split(' ', 2) is [var kind, var address]
                && KebabCase.TryParse<AwaitedEmailKind>(kind, out var parsed)
                ? new(parsed, address)
                : null;
        }
        catch (CryptographicException)
        {
            // The cookie has expired or is not ours.
            return null;
        }
    }
}

/// <summary>An email that somebody was promised.</summary>
/// <param name="Address">The address as they typed it.</param>
internal sealed record AwaitedEmail(AwaitedEmailKind Kind, string Address);

/// <summary>What a promised email is for.</summary>
internal enum AwaitedEmailKind
{
    /// <summary>To confirm the address of a new account. It is always sent.</summary>
    Confirmation,

    /// <summary>To set a new password. It is sent if there is an account.</summary>
    PasswordReset,
}
