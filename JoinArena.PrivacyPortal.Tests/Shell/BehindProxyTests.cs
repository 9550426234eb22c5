using System.Net;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>Behind a proxy people count by their own addresses, and nobody chooses where others are led.</summary>
public sealed class BehindProxyTests(BehindProxyTests.ProxiedPortal proxied, BehindProxyTests.UnproxiedPortal unproxied)
    : IClassFixture<BehindProxyTests.ProxiedPortal>,
        IClassFixture<BehindProxyTests.UnproxiedPortal>
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const int Most = 3;

    [Fact]
    public async Task Behind_a_known_proxy_one_visitor_who_posts_too_often_stops_no_other()
    {
        await UseUpAsync(proxied, "203.0.113.7");

        (await PostAsync(proxied, "203.0.113.8")).ShouldBe(200);
        (await PostAsync(proxied, "198.51.100.1, 203.0.113.7")).ShouldBe(429, "what a visitor says of themselves");
        (await PostAsync(proxied, "203.0.113.7, 10.1.2.3")).ShouldBe(429, "two known proxies in a row");
    }

    [Fact]
    public async Task Without_a_known_proxy_the_header_counts_for_nothing()
    {
        await UseUpAsync(unproxied, "203.0.113.7");

        (await PostAsync(unproxied, "203.0.113.8")).ShouldBe(429);
    }

    [Fact]
    public async Task The_evidence_of_an_acceptance_names_the_visitor_and_not_the_proxy()
    {
        var worker = await proxied.SetUpAsync(Given.Worker());
        var person = proxied.CreateAnonymousClient().Send(ForwardedFor, "203.0.113.99");
        await person.SignInAsync(worker.Email, Given.Password);

        await person.GoToAsync("/policy/accept");
        await person.Tick("I have read and accept version 1.0").PressAsync("Accept");

        await using var db = await proxied
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        (await db.Acceptances.SingleAsync(a => a.WorkerId == worker.Id)).IpAddress.ShouldBe("203.0.113.99");
    }

    [Theory]
    [InlineData("/account/manage")]
    [InlineData("/staff")]
    public async Task A_forged_host_is_not_followed_by_a_redirect(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldStartWith("/");
    }

    [Fact]
    public async Task A_form_sent_to_a_forged_host_leads_to_the_next_page_of_this_portal()
    {
        var person = proxied.CreateAnonymousClient().Send(ForwardedFor, "203.0.113.50");
        await person.GoToAsync("/account/forgot-password");
        person.Send("Host", "evil.example").Type("Email", "nobody@people.example");

        await person.PressAsync("Send me a link");

        // It was followed without a name to resolve.
        (person.Status, person.Path).ShouldBe((200, "/account/check-mail"));
    }

    [Fact]
    public async Task A_forged_host_does_not_reach_the_text_of_a_page()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/ledger");

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("evil.example");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = unproxied.Url };
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Host = "evil.example";
        return await http.SendAsync(request);
    }

    private static async Task UseUpAsync(Portal portal, string address)
    {
        for (var posts = 0; posts < Most; posts++)
            await PostAsync(portal, address);
        (await PostAsync(portal, address)).ShouldBe(429);
    }

    private static async Task<int> PostAsync(Portal portal, string forwardedFor)
    {
        var person = portal.CreateAnonymousClient().Send(ForwardedFor, forwardedFor);
        await person.GoToAsync("/account/forgot-password");
        await person.Type("Email", "nobody@people.example").PressAsync("Send me a link");
        return person.Status;
    }

    public class UnproxiedPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Limits:CredentialsPerMinute"] = $"{Most}";
    }

    public sealed class ProxiedPortal : UnproxiedPortal
    {
        protected override void Configure(IDictionary<string, string> settings)
        {
            base.Configure(settings);
            settings["Portal:Proxy:KnownProxies"] = "127.0.0.1, ::1";
            settings["Portal:Proxy:KnownNetworks"] = "10.1.0.0/16";
        }
    }
}
