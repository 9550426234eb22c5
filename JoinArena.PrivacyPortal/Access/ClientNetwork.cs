using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Where a request comes from, as the limits count it.</summary>
public static class ClientNetwork
{
    /// <summary>
    /// How many bytes of an IPv6 address name the network: its first half, a /64. A person who has one address of it has
    /// all of them. Source: RFC 4291, section 2.5.4; RFC 6177.
    /// </summary>
    private const int NetworkBytes = 8;

    extension(HttpContext http)
    {
        /// <summary>
        /// The client's IPv4 address, or the /64 network of its IPv6 address; empty for a connection without address.
        /// </summary>
        public string GetClientNetwork() => Describe(http.Connection.RemoteIpAddress);

        /// <summary>What stands for the client's network in the counts of one account: the address itself is not stored.</summary>
        internal string HashClientNetwork(Guid account)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account:N} {http.GetClientNetwork()}"));
            return Convert.ToHexStringLower(hash.AsSpan(0, 16));
        }
    }

    /// <inheritdoc cref="extension(HttpContext).GetClientNetwork"/>
    internal static string Describe(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address.ToString();

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/{NetworkBytes * 8}";
    }
}
