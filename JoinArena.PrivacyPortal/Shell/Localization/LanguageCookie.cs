using JoinArena.PrivacyPortal.Shell.Middleware;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// The cookie with the language a person chose in this browser. It is set only when someone chooses one, and holds
/// nothing else.
/// </summary>
internal sealed class LanguageCookie(IConfiguration configuration)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(365);

    private readonly SiteCookies _cookies = SiteCookies.From(configuration);

    public string Name => _cookies.Named("joinarena-language");

    /// <summary>The tag in the cookie as it came, or null.</summary>
    public string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>Keeps the choice for a year.</summary>
    public void Write(HttpResponse response, PortalLanguage language) =>
        response.Cookies.Append(Name, language.Tag, _cookies.CreateOptions(response.HttpContext, s_lifetime));
}
