using System.Net;
using CsCheck;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>Which addresses may be called.</summary>
public sealed class PublicIPRangesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("93.184.215.14")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("192.167.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void A_public_address_may_be_called(string address) =>
        PublicIPRanges.Contains(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.170")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::7f00:1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void A_private_or_reserved_address_may_not_be_called(string address) =>
        PublicIPRanges.Contains(IPAddress.Parse(address)).ShouldBeFalse();

    // Computed independently: a check of bits instead of the networks listed above.
    [Fact]
    public void No_private_IPv4_address_passes_in_any_IPv6_notation() =>
        Gen.UInt.Sample(
            bits =>
            {
                var address = new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits));
                var a = (byte)(bits >> 24);
                var b = (byte)(bits >> 16);
                var inside =
                    a is 0 or 10 or 127 or >= 224
                    || (a is 100 && b is >= 64 and < 128)
                    || (a, b) is (169, 254) or (192, 168)
                    || (a is 172 && b is >= 16 and < 32)
                    || (a is 198 && b is 18 or 19);
                if (inside)
                    PublicIPRanges.Contains(address).ShouldBeFalse(address.ToString());

                byte[] quad = address.GetAddressBytes();
                foreach (
                    var dressed in new[]
                    {
                        address.MapToIPv6(),
                        new IPAddress([0x20, 0x02, .. quad, .. new byte[10]]),
                        new IPAddress([0, 0x64, 0xff, 0x9b, .. new byte[8], .. quad]),
                        new IPAddress([0x20, 0x01, 0, 0, .. new byte[8], .. quad]),
                        new IPAddress([.. new byte[12], .. quad]),
                    }
                )
                {
                    PublicIPRanges.Contains(dressed).ShouldBeFalse($"{address} as {dressed}");
                }
            },
            iter: 20_000
        );

    [Fact]
    public void No_IPv6_address_outside_2000_3_passes() =>
        Gen
            .Byte.Array[16]
            .Sample(
                bytes =>
                {
                    if (bytes[0] >> 5 != 1)
                        PublicIPRanges.Contains(new IPAddress(bytes)).ShouldBeFalse();
                },
                iter: 20_000
            );

    [Theory]
    [InlineData("https://party.example/erase", true)]
    [InlineData("https://party.example:8443/erase?a=b", true)]
    [InlineData("http://party.example/erase", false)]
    [InlineData("https://user:password@party.example/", false)]
    [InlineData("https://user@party.example/", false)]
    [InlineData("https://party.example/#fragment", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("ftp://party.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/erase", false)]
    [InlineData("", false)]
    public void An_address_is_judged_by_its_text_first(string text, bool may) =>
        new ConnectorSettings().MayCall(text).ShouldBe(may);

    [Fact]
    public void Plain_and_private_addresses_may_be_called_in_development_but_never_with_a_password_in_them()
    {
        var settings = new ConnectorSettings(AllowPrivateNetworks: true);
        settings.MayCall("http://127.0.0.1:5099/erase").ShouldBeTrue();
        settings.MayCall("http://user:password@127.0.0.1/").ShouldBeFalse();
    }
}
