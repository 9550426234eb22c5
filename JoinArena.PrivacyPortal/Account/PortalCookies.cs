using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Our cookies: their names and how they are protected. Over https their names have the <c>__Host-</c> prefix: a browser
/// then refuses them from other hosts and from unencrypted pages. That prefix wants the path <c>/</c>, so under a base
/// path it is <c>__Secure-</c>, which refuses them from unencrypted pages only.
/// </summary>
/// <param name="Secure">
/// True if <c>Portal:PublicUrl</c> is https. If false, a cookie is secure only if its request came over https.
/// </param>
/// <param name="Site">The path that browsers send them to.</param>
internal sealed record PortalCookies(bool Secure, BasePath Site)
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

    /// <summary>Makes a cookie of the framework one of ours: for this host, for all its pages, and not for scripts.</summary>
    public void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.Path = Path;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>
    /// The options of a cookie that the portal sets itself, protected as by <see cref="Harden"/>. A browser deletes a
    /// cookie only by the same options.
    /// </summary>
    public CookieOptions CreateOptions(HttpContext http, TimeSpan lifetime) =>
        new()
        {
            Path = Path,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Secure || http.Request.IsHttps,
            IsEssential = true,
            MaxAge = lifetime,
        };

    public static PortalCookies From(IConfiguration configuration) =>
        new(PublicAddress.GetConfiguredUrl(configuration) is { Scheme: "https" }, BasePath.From(configuration));

    private string Path => Site.CookiePath;

    private string Named(string name) => Secure ? $"{Site.CookiePrefix}{name}" : name;
}
