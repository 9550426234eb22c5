using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>Keeps return addresses inside this portal, against open redirects.</summary>
internal static class LocalReturnUrl
{
    /// <summary>The name of the query parameter.</summary>
    public const string Parameter = "returnUrl";

    // Longer than any page of the portal with the longest address that a site sends along; an email carries it, too.
    private const int MaxLength = 2000;

    /// <summary>Returns <paramref name="address"/> if it is a path of this portal, and the home page if not.</summary>
    public static string OrHome(string? address) => LocalAddress.Parse(address) ?? "/";

    /// <summary>
    /// The path of a page that comes before the one a person wanted, with the way back to that one, if it leads into
    /// this portal.
    /// </summary>
    /// <param name="page">A path of this portal, with or without a query.</param>
    /// <param name="address">Where the person wanted to go.</param>
    public static string Append(string page, string? address)
    {
        var back = OrHome(address);
        return back == "/" || back.Length > MaxLength
            ? page
            : $"{page}{(page.Contains('?') ? '&' : '?')}{Parameter}={Uri.EscapeDataString(back)}";
    }

    /// <summary>Where the person who sends this request wanted to go; null if the request does not say.</summary>
    public static string? Find(HttpContext? http) => http?.Request.Query[Parameter];
}
