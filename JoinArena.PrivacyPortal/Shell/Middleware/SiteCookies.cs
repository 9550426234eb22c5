using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// How every cookie of the portal is named and protected. Over https their names have the <c>__Host-</c> prefix: a
/// browser then refuses them from other hosts and from unencrypted pages. That prefix wants the path <c>/</c>, so under a
/// base path it is <c>__Secure-</c>, which refuses them from unencrypted pages only.
/// </summary>
/// <param name="Secure">
/// True if <c>Portal:PublicUrl</c> is https. If false, a cookie is secure only if its request came over https.
/// </param>
/// <param name="Site">The path that browsers send them to.</param>
internal record SiteCookies(bool Secure, BasePath Site)
{
    public static SiteCookies From(IConfiguration configuration) =>
        new(IsSecure(configuration), BasePath.From(configuration));

    /// <summary>
    /// The options of a cookie that the portal sets itself: for this host, for all its pages, and not for scripts. A
    /// browser deletes a cookie only by the same options.
    /// </summary>
    public CookieOptions CreateOptions(HttpContext http, TimeSpan lifetime) =>
        new()
        {
            Path = Site.CookiePath,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Secure || http.Request.IsHttps,
            IsEssential = true,
            MaxAge = lifetime,
        };

    /// <summary>The whole name of a cookie.</summary>
    public string Named(string name) => Secure ? $"{Site.CookiePrefix}{name}" : name;

    protected static bool IsSecure(IConfiguration configuration) =>
        PublicAddress.GetConfiguredUrl(configuration) is { Scheme: "https" };
}
