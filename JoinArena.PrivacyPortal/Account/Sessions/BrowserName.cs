namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// A short name for the browser behind a <c>User-Agent</c>: "Firefox, Android". Sessions store only this name.
/// </summary>
public static class BrowserName
{
    public const int MaxLength = 60;

    /// <summary>Between the names of the browser and the system.</summary>
    public const string Separator = ", ";

    // The order matters: browsers earlier in the list also send the tokens of later ones.
    private static readonly (string Token, string Name)[] s_browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    private static readonly (string Token, string Name)[] s_systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>The names of the browser and the system, as far as they are known. Empty if neither is.</summary>
    public static string FromUserAgent(string userAgent)
    {
        var browser = Find(s_browsers, userAgent);
        var system = Find(s_systems, userAgent);
        return (browser, system) switch
        {
            (null, null) => "",
            ({ } one, null) => one,
            (null, { } one) => one,
            _ => browser + Separator + system,
        };
    }

    private static string? Find((string Token, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(k => userAgent.Contains(k.Token, StringComparison.Ordinal)).Name;
}
