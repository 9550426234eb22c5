using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The portal's address for people: <c>Portal:PublicUrl</c>, or the first address that it listens on. Links in emails,
/// receipts and webhooks use it.
/// </summary>
public sealed partial class PublicAddress(Uri? configured, IConfiguration configuration, IServer server)
{
    /// <summary>
    /// The address, ending in a slash. Without <c>Portal:PublicUrl</c> it is known only after the portal has started to
    /// listen.
    /// </summary>
    public Uri Root => configured ?? GetListeningAddress();

    /// <summary>The absolute address of a page of the portal.</summary>
    /// <param name="path">The page's path, such as <c>/deletion/DR-1</c>.</param>
    public Uri GetUri(string path) => new(Root, path.TrimStart('/'));

    /// <summary>The address in <c>Portal:PublicUrl</c>, ending in a slash; null if it is not set.</summary>
    /// <exception cref="ConfigurationException">The setting is not the address of a website.</exception>
    public static Uri? GetConfiguredUrl(IConfiguration configuration)
    {
        if (configuration["Portal:PublicUrl"] is not { Length: > 0 } configured)
            return null;
        if (
            !Uri.TryCreate(configured, UriKind.Absolute, out var uri)
            || uri is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
        )
        {
            throw ConfigurationException.ForSetting(
                "Portal__PublicUrl",
                $"'{configured}' is not an http or https address without user, query and fragment",
                "https://privacy.example.com"
            );
        }

        // It is written into cookies and compared with requests as it is. Health checks answer outside of it, too.
        var path = uri.AbsolutePath.TrimEnd('/');
        if (!PlainPath().IsMatch(path) || path is "/health" || path.StartsWith("/health/", StringComparison.Ordinal))
        {
            throw ConfigurationException.ForSetting(
                "Portal__PublicUrl",
                $"the path of '{configured}' is '/health' or has other characters than letters, digits and - . _ ~",
                "https://jobs.example.com/privacy"
            );
        }

        return new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{path}/");
    }

    private Uri GetListeningAddress()
    {
        var bound =
            server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? configuration[WebHostDefaults.ServerUrlsKey]
                ?.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault()
            ?? "http://localhost:5000";
        // A browser cannot open an address that means "all addresses of this machine".
        var address = BindingAddress.Parse(bound);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }

    [GeneratedRegex(@"^(?:/[A-Za-z0-9._~-]+)*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainPath();
}
