using System.Net;
using System.Net.Sockets;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// The IP addresses of the public internet (IANA's special-purpose registries, RFC 6890). Any other address could be an
/// internal machine.
/// </summary>
public static class PublicIPRanges
{
    private static readonly IPNetwork[] s_not4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.31.196.0/24"),
        IPNetwork.Parse("192.52.193.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("192.175.48.0/24"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
    ];

    // Only 2000::/3 is assigned. The ranges in s_not6 are inside it, but are not public machines or contain an IPv4
    // address.
    private static readonly IPNetwork s_given6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] s_not6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("2620:4f:8000::/48"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>
    /// Whether an address is on the public internet. False for an IPv4 address inside an IPv6 address (mapped, 6to4,
    /// NAT64, Teredo).
    /// </summary>
    public static bool Contains(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(s_not4, n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6
                && address.ScopeId == 0
                && s_given6.Contains(address)
                && !Array.Exists(s_not6, n => n.Contains(address)),
            _ => false,
        };
}
