using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Settings under <c>Portal:Connectors</c>: which addresses the portal may call.</summary>
/// <param name="AllowPrivateNetworks">Whether http and private addresses are allowed too, for development.</param>
/// <param name="Proxy">
/// A proxy for all calls, which then decides what can be reached; null calls directly. The environment's proxy settings
/// are never used.
/// </param>
public sealed record ConnectorSettings(bool AllowPrivateNetworks = false, Uri? Proxy = null)
{
    /// <exception cref="ConfigurationException">A value is wrong.</exception>
    public static ConnectorSettings From(IConfiguration configuration)
    {
        var allow = configuration["Portal:Connectors:AllowPrivateNetworks"];
        var proxy = configuration["Portal:Connectors:Proxy"];
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
                $"'{proxy}' is not a valid address of a proxy",
                "http://egress.example:4750"
            );
    }

    /// <summary>
    /// Whether the portal may call an address, as far as its text shows: https, no user name or password, not a private
    /// IP address.
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
