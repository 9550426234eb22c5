using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// The cookie with the language a person chose in this browser. It is set only when someone chooses one, and holds
/// nothing else.
/// </summary>
internal sealed class LanguageCookie(IConfiguration configuration, BasePath site)
{
    private readonly bool _isSecure = PublicAddress.GetConfiguredUrl(configuration) is { Scheme: "https" };

    /// <summary>The name; over https with the prefix that keeps other hosts from setting it.</summary>
    public string Name => _isSecure ? $"{site.CookiePrefix}joinarena-language" : "joinarena-language";

    /// <summary>The tag in the cookie as it came, or null.</summary>
    public string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>Keeps the choice for a year.</summary>
    public void Write(HttpResponse response, PortalLanguage language) =>
        response.Cookies.Append(
            Name,
            language.Tag,
            new CookieOptions
            {
                Path = site.CookiePath,
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = _isSecure || response.HttpContext.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            }
        );
}
