using System.Net;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>Which addresses count as one.</summary>
public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%5", "fe80::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "")]
    public void An_IPv4_address_counts_by_itself_and_an_IPv6_address_by_its_network(string? address, string network) =>
        ClientNetwork.Describe(address is null ? null : IPAddress.Parse(address)).ShouldBe(network);
}
