using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Middleware;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>The cookies about accounts and signing in.</summary>
/// <param name="Secure">As in <see cref="SiteCookies"/>.</param>
/// <param name="Site">As in <see cref="SiteCookies"/>.</param>
internal sealed record PortalCookies(bool Secure, BasePath Site) : SiteCookies(Secure, Site)
{
    public string Session => Named("joinarena-session");

    public string Antiforgery => Named("joinarena-forms");

    public string TwoFactor => Named("joinarena-between");

    public string KnownBrowser => Named("joinarena-browser");

    public string PendingRegistration => Named("joinarena-registered");

    public string AwaitedEmail => Named("joinarena-awaited");

    public string Correlation => Named("joinarena-oidc-state.");

    public string Nonce => Named("joinarena-oidc-nonce.");

    public string SignedOut => Named("joinarena-oidc-out");

    /// <summary>Makes a cookie of the framework one of ours, protected as by <see cref="SiteCookies.CreateOptions"/>.</summary>
    public void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = Site.CookiePath;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    public static new PortalCookies From(IConfiguration configuration) =>
        new(IsSecure(configuration), BasePath.From(configuration));
}
