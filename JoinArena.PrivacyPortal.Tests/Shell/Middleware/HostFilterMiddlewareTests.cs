using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>For which hosts a portal with a public address answers.</summary>
public sealed class HostFilterMiddlewareTests(HostFilterMiddlewareTests.PublicPortal portal)
    : IClassFixture<HostFilterMiddlewareTests.PublicPortal>
{
    [Theory]
    [InlineData("privacy.example.com")]
    [InlineData("PRIVACY.example.com:8443")]
    [InlineData("localhost:5080")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:5080")]
    [InlineData("portal.internal")]
    public async Task The_portals_own_host_this_machine_and_allowed_hosts_are_served(string host) =>
        (await GetAsync("/policy", host)).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("privacy.example.com.evil.example")]
    [InlineData("192.0.2.7")]
    public async Task Any_other_host_is_refused_on_every_kind_of_page(string host)
    {
        foreach (var path in (string[])["/", "/account/manage", "/policy", "/css/site.css", "/feeds/none"])
        {
            var (status, location, _) = await GetAsync(path, host);
            status.ShouldBe(HttpStatusCode.BadRequest, path);
            location.ShouldBeNull(path);
        }

        (await GetAsync("/api/v1/parties", host)).MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_probe_asks_by_the_address_of_a_node(string path) =>
        (await GetAsync(path, "10.0.0.7:8080")).Status.ShouldBe(HttpStatusCode.OK);

    private async Task<(HttpStatusCode Status, Uri? Location, string? MediaType)> GetAsync(string path, string host)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Url, path));
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location, answer.Content.Headers.ContentType?.MediaType);
    }

    public sealed class PublicPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:PublicUrl"] = "https://privacy.example.com";
            // With ASP.NET Core's own filter, which would otherwise refuse the hosts that are refused here.
            settings["AllowedHosts"] = "*;portal.internal";
        }
    }
}
