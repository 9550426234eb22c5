using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Settings under <c>Portal:Connectors</c>: what the portal may call.</summary>
/// <param name="AllowPrivateNetworks">Whether http and private addresses are called too, for development.</param>
/// <param name="Proxy">
/// A proxy that all calls go through, and that then decides what may be reached; null calls directly. The environment's
/// proxy is never used.
/// </param>
public sealed record ConnectorSettings(bool AllowPrivateNetworks = false, Uri? Proxy = null)
{
    /// <exception cref="ConfigurationException">A value is wrong.</exception>
    public static ConnectorSettings From(IConfiguration configuration)
    {
        var (allow, proxy) = (
            configuration["Portal:Connectors:AllowPrivateNetworks"],
            configuration["Portal:Connectors:Proxy"]
        );
        if (!bool.TryParse(string.IsNullOrEmpty(allow) ? "false" : allow, out var allows))
        {
            throw ConfigurationException.ForSetting(
                "Portal__Connectors__AllowPrivateNetworks",
                $"'{allow}' is neither true nor false",
                "false"
            );
        }

        if (string.IsNullOrEmpty(proxy))
            return new(allows);
        return
            Uri.TryCreate(proxy, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", UserInfo: "" }
            ? new(allows, address)
            : throw ConfigurationException.ForSetting(
                "Portal__Connectors__Proxy",
                string.Create(CultureInfo.InvariantCulture, $"'{proxy}' is not the address of a proxy"),
                "http://egress.example:4750"
            );
    }

    /// <summary>
    /// Whether an address may be called as far as its text tells: https, no user and password in it, no private address
    /// written out.
    /// </summary>
    public bool MayCall(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && MayCall(uri);

    /// <inheritdoc cref="MayCall(string?)"/>
    public bool MayCall(Uri address)
    {
        if (address is not { IsAbsoluteUri: true, UserInfo: "", Fragment: "" } || address.Host.Length == 0)
            return false;
        if (AllowPrivateNetworks)
            return address.Scheme is "https" or "http";
        return address.Scheme is "https"
            && (
                !System.Net.IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal)
                || PublicIPRanges.Contains(literal)
            );
    }
}
