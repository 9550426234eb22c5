using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// How every cookie of the portal is named and protected. Over https their names have the <c>__Host-</c> prefix: a
/// browser then refuses them from other hosts and from unencrypted pages.
/// </summary>
/// <param name="Secure">
/// True if <c>Portal:PublicUrl</c> is https. If false, a cookie is secure only if its request came over https.
/// </param>
internal record HostCookies(bool Secure)
{
    public static HostCookies From(IConfiguration configuration) => new(IsSecure(configuration));

    /// <summary>
    /// The options of a cookie that the portal sets itself: for this host, for all its pages, and not for scripts. A
    /// browser deletes a cookie only by the same options.
    /// </summary>
    public CookieOptions CreateOptions(HttpContext http, TimeSpan lifetime) =>
        new()
        {
            Path = "/",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Secure || http.Request.IsHttps,
            IsEssential = true,
            MaxAge = lifetime,
        };

    /// <summary>The whole name of a cookie.</summary>
    public string Named(string name) => Secure ? $"__Host-{name}" : name;

    protected static bool IsSecure(IConfiguration configuration) =>
        PublicAddress.GetConfiguredUrl(configuration) is { Scheme: "https" };
}
