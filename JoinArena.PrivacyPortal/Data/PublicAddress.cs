using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Where people reach the portal: <c>Portal:PublicUrl</c>, or the first address it listens on. What is sent out links
/// there.
/// </summary>
public sealed class PublicAddress(Uri? told, IConfiguration configuration, IServer server)
{
    /// <summary>
    /// Scheme, host and port, ending in a slash. Without <c>Portal:PublicUrl</c> it is known once the portal listens.
    /// </summary>
    public Uri Root => told ?? Listening();

    /// <summary>The whole address of a page of the portal.</summary>
    /// <param name="path">Root-relative, such as <c>/deletion/DR-1</c>.</param>
    public Uri GetUri(string path) => new(Root, path.TrimStart('/'));

    /// <summary>What <c>Portal:PublicUrl</c> says, if anything.</summary>
    /// <exception cref="ConfigurationException">It is no address of a site.</exception>
    public static Uri? GetConfiguredUrl(IConfiguration configuration)
    {
        if (configuration["Portal:PublicUrl"] is not { Length: > 0 } told)
            return null;
        return
            Uri.TryCreate(told, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? new Uri(uri.AbsoluteUri.TrimEnd('/') + "/")
            : throw ConfigurationException.ForSetting(
                "Portal__PublicUrl",
                $"'{told}' is not the address of a site",
                "https://privacy.example.com"
            );
    }

    private Uri Listening()
    {
        var bound =
            server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? configuration[WebHostDefaults.ServerUrlsKey]
                ?.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault()
            ?? "http://localhost:5000";
        // "Every address of this machine" is nothing a browser can open.
        var address = BindingAddress.Parse(bound);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
