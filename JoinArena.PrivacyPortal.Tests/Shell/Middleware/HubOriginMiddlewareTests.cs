using System.Net;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

public sealed class HubOriginMiddlewareTests(ProductionShell portal) : IClassFixture<ProductionShell>
{
    [Fact]
    public async Task A_page_of_this_portal_opens_a_circuit() =>
        (await NegotiateFromAsync(portal.Url.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_page_at_the_public_address_opens_a_circuit() =>
        (await NegotiateFromAsync("http://privacy.example")).ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://privacy.example")]
    [InlineData("http://privacy.example.evil.example")]
    [InlineData("http://privacy.example:8443")]
    [InlineData("null")]
    public async Task A_page_of_another_site_does_not_open_a_circuit(string origin) =>
        (await NegotiateFromAsync(origin)).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_WebSocket_without_an_origin_is_not_opened()
    {
        using var browser = portal.CreateBrowser(Roles.Worker);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        using var answer = await browser.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_circuit_is_not_opened_without_a_sign_in()
    {
        using var browser = portal.CreateBrowser();
        using var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpStatusCode> NegotiateFromAsync(string origin)
    {
        using var browser = portal.CreateBrowser(Roles.Worker);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
