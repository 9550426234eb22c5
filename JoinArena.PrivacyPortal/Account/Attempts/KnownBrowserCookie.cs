using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Account.Attempts;

/// <summary>
/// A signed cookie by which a browser is recognised in which someone has signed in before. It opens nothing: it only
/// keeps the owner from being locked out by wrong passwords of others.
/// </summary>
internal sealed class KnownBrowserCookie(IDataProtectionProvider protection, PortalCookies cookies) : IKnownBrowsers
{
    // Several people can use one browser; the cookie stays short.
    private const int MaxAccounts = 4;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector _protector = protection
        .CreateProtector("JoinArena.PrivacyPortal.Account.KnownBrowser")
        .ToTimeLimitedDataProtector();

    /// <summary>The browser of a request; null if no one has signed in in it, or too long ago.</summary>
    public KnownBrowser? Find(HttpContext http)
    {
        if (http.Request.Cookies[cookies.KnownBrowser] is not { Length: > 0 } cookie)
            return null;
        try
        {
            return KnownBrowser.Parse(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            // The cookie has expired or is not ours.
            return null;
        }
    }

    public Guid? FindAccount(HttpContext http) => Find(http) is { Accounts: [var latest, ..] } ? latest : null;

    /// <summary>Remembers that this account has signed in in this browser.</summary>
    public void Remember(HttpContext http, Guid account)
    {
        var known = Find(http) ?? new(Guid.CreateVersion7(), []);
        Guid[] accounts = [account, .. known.Accounts.Where(a => a != account).Take(MaxAccounts - 1)];
        Write(http, known with { Accounts = accounts });
    }

    /// <summary>Forgets the account in this browser, because it is closed.</summary>
    public void Forget(HttpContext http, Guid account)
    {
        if (Find(http) is not { } known)
            return;
        Guid[] others = [.. known.Accounts.Where(a => a != account)];
        if (others.Length > 0)
            Write(http, known with { Accounts = others });
        else
            http.Response.Cookies.Delete(cookies.KnownBrowser, cookies.CreateOptions(http, s_lifetime));
    }

    private void Write(HttpContext http, KnownBrowser browser) =>
        http.Response.Cookies.Append(
            cookies.KnownBrowser,
            _protector.Protect(browser.ToString(), s_lifetime),
            cookies.CreateOptions(http, s_lifetime)
        );
}

/// <summary>A browser in which someone has signed in before.</summary>
/// <param name="Id">Tells it apart from other browsers of the same accounts.</param>
/// <param name="Accounts">The accounts that have signed in in it, the latest first.</param>
internal sealed record KnownBrowser(Guid Id, IReadOnlyList<Guid> Accounts)
{
    private const char Separator = '.';

    public static KnownBrowser Parse(string text)
    {
        Guid[] ids = [.. text.Split(Separator).Select(Guid.Parse)];
        return new(ids[0], ids[1..]);
    }

    public override string ToString() => string.Join(Separator, Accounts.Prepend(Id).Select(id => id.ToString("N")));
}
