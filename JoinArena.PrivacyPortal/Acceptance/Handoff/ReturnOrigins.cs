using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>
/// The sites that may send a worker to the accept page and get them back: <c>Portal:Acceptance:ReturnOrigins</c>.
/// </summary>
/// <param name="Origins">Scheme, host and port, as browsers write them.</param>
public sealed record ReturnOrigins(IReadOnlySet<string> Origins)
{
    private const string Section = "Portal:Acceptance:ReturnOrigins";

    /// <exception cref="ConfigurationException">
    /// A setting is not an origin, or is not https.
    /// </exception>
    public static ReturnOrigins From(IConfiguration configuration) =>
        new(
            configuration
                .GetSection(Section)
                .GetChildren()
                .Where(s => !string.IsNullOrEmpty(s.Value))
                .Select(s => Origin(s.Key, s.Value!))
                .ToHashSet(StringComparer.Ordinal)
        );

    /// <summary>Decides where a <c>returnUrl</c> leads. An address that is not allowed is never followed.</summary>
    public ReturnTarget Resolve(string? returnUrl)
    {
        if (string.IsNullOrEmpty(returnUrl))
            return new ReturnTarget.None();
        if (LocalAddress.Parse(returnUrl) is { } page)
            return new ReturnTarget.LocalPage(page);
        if (!Uri.TryCreate(returnUrl, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return new ReturnTarget.NotAllowed(null);
        return uri.UserInfo.Length == 0 && Origins.Contains(GetOrigin(uri))
            ? new ReturnTarget.ExternalSite(uri)
            : new ReturnTarget.NotAllowed(uri.IdnHost);
    }

    /// <summary>The origin of an address.</summary>
    internal static string GetOrigin(Uri uri) =>
        uri.IsDefaultPort
            ? $"{uri.Scheme}://{uri.IdnHost}"
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}"
            );

    private static string Origin(string index, string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var uri)
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? GetOrigin(uri)
            : throw ConfigurationException.ForSetting(
                $"Portal__Acceptance__ReturnOrigins__{index}",
                $"'{setting}' is not the https address of a site without a path",
                "https://app.joinarena.com"
            );
}
