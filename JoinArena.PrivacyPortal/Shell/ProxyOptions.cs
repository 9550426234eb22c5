using System.Net;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Settings under <c>Portal:Proxy</c>: whose word counts for where a request comes from. Anyone can send
/// <c>X-Forwarded-For</c>, so without these settings it counts for nothing. Source: OWASP ASVS 5.0.0 4.1.3.
/// </summary>
/// <param name="KnownProxies">The addresses of proxies.</param>
/// <param name="KnownNetworks">The networks in which every address is a proxy.</param>
internal sealed record ProxyOptions(IReadOnlyList<IPAddress> KnownProxies, IReadOnlyList<IPNetwork> KnownNetworks)
{
    /// <summary>True if the portal knows of a proxy in front of it.</summary>
    public bool HasProxy => KnownProxies.Count + KnownNetworks.Count > 0;

    /// <exception cref="ConfigurationException">A setting is not an address or a network.</exception>
    public static ProxyOptions From(IConfiguration configuration) =>
        new(
            [.. ReadList(configuration, "Portal:Proxy:KnownProxies").Select(ParseAddress)],
            [.. ReadList(configuration, "Portal:Proxy:KnownNetworks").Select(ParseNetwork)]
        );

    /// <summary>
    /// Makes these the only proxies. The host is never taken from a header: links use the public address.
    /// </summary>
    public void ApplyTo(ForwardedHeadersOptions options)
    {
        options.ForwardedHeaders = HasProxy
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
            : ForwardedHeaders.None;
        // As many proxies in a row as are known.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in KnownProxies)
            options.KnownProxies.Add(proxy);
        foreach (var network in KnownNetworks)
            options.KnownIPNetworks.Add(network);
    }

    // Both "a, b" and the numbered form of lists.
    private static IEnumerable<string> ReadList(IConfiguration configuration, string name)
    {
        var section = configuration.GetSection(name);
        return section
            .GetChildren()
            .Select(child => child.Value)
            .Prepend(section.Value)
            .SelectMany(value =>
                (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            );
    }

    private static IPAddress ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address)
            ? address
            : throw ConfigurationException.ForSetting(
                "Portal__Proxy__KnownProxies",
                $"'{text}' is not an IP address",
                "10.0.0.5"
            );

    private static IPNetwork ParseNetwork(string text)
    {
        if (!IPNetwork.TryParse(text, out var network))
            throw CreateNetworkFault($"'{text}' is not a network");
        // Everybody would be a proxy, and could say to come from anywhere.
        return network.PrefixLength > 0 ? network : throw CreateNetworkFault($"'{text}' is every address there is");
    }

    private static ConfigurationException CreateNetworkFault(string wrong) =>
        ConfigurationException.ForSetting("Portal__Proxy__KnownNetworks", wrong, "10.0.0.0/24");
}
