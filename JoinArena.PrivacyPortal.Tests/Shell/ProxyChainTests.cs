using System.Net;
using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Tests.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>
/// Up to three proxies in a row, some of them known, in front of somebody who writes anything into the headers: limits
/// and evidence name the nearest address that no known proxy has, and never one that a visitor made up.
/// </summary>
public sealed class ProxyChainTests
{
    // From the visitor to the portal.
    private static readonly string[] s_proxies = ["203.0.113.200", "2001:db8:aa::5", "10.0.0.5"];

    private static readonly Gen<string> s_visitor = Gen.OneOf(
        "198.51.100.7",
        "198.51.100.8",
        "2001:db8:1:2::7",
        "::ffff:192.0.2.9",
        "10.9.9.9"
    );

    /// <summary>What visitors write themselves: other people, the proxies, the portal's own machine, and no address.</summary>
    private static readonly Gen<string[]> s_spoofed = Gen.OneOf(
        "198.51.100.99",
        "203.0.113.200",
        "10.0.0.5",
        "2001:db8:aa::5",
        "127.0.0.1",
        "[2001:db8::1]:443",
        "203.0.113.1:8080",
        "unknown",
        "_hidden",
        "",
        "999.1.1.1",
        "for=192.0.2.43",
        "\"198.51.100.99\""
    ).Array[0, 5];

    [Fact]
    public void The_client_is_the_nearest_address_that_is_no_known_proxy_whatever_the_visitor_writes() =>
        Gen.Select(s_visitor, s_spoofed, Gen.Int[0, 3], Gen.Bool.Array[3], Gen.Bool)
            .Sample(
                (visitor, spoofed, count, known, inOneHeader) =>
                {
                    var proxies = s_proxies[..count];
                    var trusted = s_proxies.Where((_, i) => known[i]).ToArray();

                    var http = Pass(visitor, spoofed, proxies, trusted, inOneHeader);

                    http.GetClientNetwork().ShouldBe(NetworkOf(FindNearest(visitor, proxies, trusted)));
                    http.Request.Host.Value.ShouldBe("privacy.example", "no header names another host");
                },
                iter: 5_000
            );

    [Theory]
    [InlineData(0, "10.0.0.5")]
    [InlineData(1, "2001:db8:aa::/64")]
    [InlineData(2, "203.0.113.200")]
    [InlineData(3, "198.51.100.7")]
    public void Of_three_proxies_the_portal_sees_as_far_as_it_knows_them(int known, string counted)
    {
        var trusted = s_proxies[(3 - known)..];

        var http = Pass("198.51.100.7", ["198.51.100.99"], s_proxies, trusted, inOneHeader: true);

        http.GetClientNetwork().ShouldBe(counted);
    }

    [Fact]
    public void Somebody_who_reaches_the_portal_past_its_proxies_is_counted_by_their_own_address()
    {
        var http = Pass("198.51.100.7", ["10.0.0.5", "198.51.100.99"], [], s_proxies, inOneHeader: true);

        http.GetClientNetwork().ShouldBe("198.51.100.7");
    }

    // Each proxy adds the address of its caller, as nginx does with $proxy_add_x_forwarded_for.
    private static DefaultHttpContext Pass(
        string visitor,
        string[] spoofed,
        string[] proxies,
        string[] trusted,
        bool inOneHeader
    )
    {
        var hops = new List<string>([visitor, .. proxies]);
        string[] written = [.. spoofed, .. hops[..^1]];
        var http = new DefaultHttpContext();
        http.Request.Host = new("privacy.example");
        http.Connection.RemoteIpAddress = IPAddress.Parse(hops[^1]);
        if (written.Length > 0)
            http.Request.Headers["X-Forwarded-For"] = inOneHeader ? string.Join(", ", written) : written;
        http.Request.Headers["X-Forwarded-Host"] = "evil.example";
        http.Request.Headers["X-Real-IP"] = http.Request.Headers["Forwarded"] = "198.51.100.99";

        var proxy = ProxyOptions.From(
            MailTestData.CreateConfiguration(("Portal:Proxy:KnownProxies", string.Join(',', trusted)))
        );
        if (!proxy.HasProxy)
            return http;
        var options = new ForwardedHeadersOptions();
        proxy.ApplyTo(options);
        new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(options))
            .Invoke(http)
            .Wait();
        return http;
    }

    private static string FindNearest(string visitor, string[] proxies, string[] trusted) =>
        proxies.Reverse().FirstOrDefault(p => !trusted.Contains(p)) ?? visitor;

    private static string NetworkOf(string address) => ClientNetwork.Describe(IPAddress.Parse(address));
}
