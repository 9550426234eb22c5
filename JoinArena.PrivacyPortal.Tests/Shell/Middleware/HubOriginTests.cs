using System.Net;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

public sealed class HubOriginTests(ProductionShell portal) : IClassFixture<ProductionShell>
{
    [Fact]
    public async Task A_page_of_our_own_opens_a_circuit() => (await NegotiateFromAsync(portal.Url.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task So_does_a_page_at_the_public_address() => (await NegotiateFromAsync("http://privacy.example")).ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://privacy.example")]
    [InlineData("http://privacy.example.evil.example")]
    [InlineData("http://privacy.example:8443")]
    [InlineData("null")]
    public async Task A_page_of_anybody_else_does_not(string origin) => (await NegotiateFromAsync(origin)).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_WebSocket_that_does_not_say_where_it_comes_from_is_not_opened()
    {
        using var browser = portal.As(Roles.Worker);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        using var answer = await browser.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_opens_one_without_signing_in()
    {
        using var browser = portal.As();
        using var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpStatusCode> NegotiateFromAsync(string origin)
    {
        using var browser = portal.As(Roles.Worker);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
