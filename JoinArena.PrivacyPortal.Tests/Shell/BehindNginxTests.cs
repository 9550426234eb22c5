using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>The portal behind a real nginx, configured as the documentation says.</summary>
[Trait("Speed", "slow")]
public sealed partial class BehindNginxTests(BehindNginxTests.ProxiedPortal portal)
    : IClassFixture<BehindNginxTests.ProxiedPortal>,
        IAsyncLifetime
{
    private const string Host = "privacy.example.com";
    private const int Most = 3;
    private const RegexOptions Whole = RegexOptions.Singleline | RegexOptions.Multiline;

    private Nginx _nginx = default!;

    public async Task InitializeAsync()
    {
        var location = Documented().Match(await File.ReadAllTextAsync(Repository.GetPath("docs/operations.md")));
        var inside = portal.Url.GetLeftPart(UriPartial.Authority);
        // The map of nginx in the documentation belongs outside of a server.
        _nginx = await Nginx.StartAsync(
            "set $connection_upgrade close;\n"
                + location.Groups["location"].Value.Replace("http://127.0.0.1:5080", inside, StringComparison.Ordinal)
        );
    }

    public async Task DisposeAsync() => await _nginx.DisposeAsync();

    [Fact]
    public async Task The_limits_count_each_client_and_what_clients_say_of_themselves_counts_for_nothing()
    {
        for (var posts = 0; posts < Most; posts++)
            (await PostAsync(Arrive("127.0.0.7"))).ShouldBe(200);

        (await PostAsync(Arrive("127.0.0.7"))).ShouldBe(429);
        (await PostAsync(Arrive("127.0.0.7").Send("X-Forwarded-For", "203.0.113.1"))).ShouldBe(429);
        (await PostAsync(Arrive("127.0.0.8"))).ShouldBe(200);
    }

    [Fact]
    public async Task The_evidence_of_an_acceptance_names_the_client()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = Arrive("127.0.0.9");
        await person.SignInAsync(worker.Email, Given.Password);

        await person.GoToAsync("/policy/accept");
        await person.Tick("I have read and accept version 1.0").PressAsync("Accept");

        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        (await db.Acceptances.SingleAsync(a => a.WorkerId == worker.Id)).IpAddress.ShouldBe("127.0.0.9");
    }

    [Fact]
    public async Task A_redirect_names_no_host_and_a_forged_host_is_refused()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_nginx.Url, "/account/manage"));
        request.Headers.Host = Host;
        using var led = await http.SendAsync(request);
        led.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        led.Headers.Location!.OriginalString.ShouldStartWith("/account/login");

        using var forged = new HttpRequestMessage(HttpMethod.Get, new Uri(_nginx.Url, "/account/login"));
        forged.Headers.Host = "evil.example";
        using var refused = await http.SendAsync(forged);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task The_proxy_of_compose_serves_pages_and_the_connections_of_live_pages()
    {
        var parts = Composed().Match(await File.ReadAllTextAsync(Repository.GetPath("deploy/nginx/portal.conf")));
        var upstreams = Nodes().Replace(parts.Groups["upstreams"].Value, portal.Url.Authority);
        await using var nginx = await Nginx.StartAsync(parts.Groups["location"].Value, upstreams);

        var worker = await portal.SetUpAsync(Given.Worker());
        var person = new HtmlClient(nginx.Url).Send("Host", Host);
        await person.SignInAsync(worker.Email, Given.Password);
        (await person.GoToAsync("/my-data")).Status.ShouldBe(200);

        using var live = new ClientWebSocket();
        live.Options.SetRequestHeader("Host", Host);
        live.Options.SetRequestHeader("Origin", $"http://{Host}");
        live.Options.SetRequestHeader("Cookie", string.Join("; ", person.Cookies));
        await live.ConnectAsync(new Uri($"ws://{nginx.Url.Authority}/_blazor"), CancellationToken.None);
        live.State.ShouldBe(WebSocketState.Open);
    }

    private HtmlClient Arrive(string from) => new HtmlClient(_nginx.Url, IPAddress.Parse(from)).Send("Host", Host);

    private static async Task<int> PostAsync(HtmlClient person)
    {
        await person.GoToAsync("/account/forgot-password");
        await person.Type("Email", "nobody@people.example").PressAsync("Send me a link");
        return person.Status;
    }

    [GeneratedRegex("```nginx\n(?<location>location / \\{.*?\n\\})\n```", RegexOptions.Singleline, 10_000)]
    private static partial Regex Documented();

    [GeneratedRegex("^(?<upstreams>.*?)^server \\{.*?(?<location>location / \\{.*?\n    \\})", Whole, 10_000)]
    private static partial Regex Composed();

    [GeneratedRegex("portal-[12]:8080", RegexOptions.None, 10_000)]
    private static partial Regex Nodes();

    public sealed class ProxiedPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:PublicUrl"] = $"http://{Host}";
            settings["Portal:Proxy:KnownProxies"] = "127.0.0.1";
            settings["Portal:Limits:CredentialsPerMinute"] = $"{Most}";
        }
    }
}
