using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.BasePaths;

/// <summary>What a portal at <c>https://127.0.0.1/privacy</c> answers to browsers, programs and probes.</summary>
public sealed partial class UnderPathAnswerTests(UnderPathAnswerTests.SecurePortal portal)
    : IClassFixture<UnderPathAnswerTests.SecurePortal>
{
    [Theory]
    [InlineData("/", 404)]
    [InlineData("/policy", 404)]
    [InlineData("/css/portal.css", 404)]
    [InlineData("/privacyx/policy", 404)]
    [InlineData("/PRIVACY/policy", 404)]
    [InlineData("/api/v1/workers/w-1", 404)]
    [InlineData("/_blazor", 404)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/privacy/health/live", 200)]
    [InlineData("/privacy/", 200)]
    [InlineData("/privacy/policy", 200)]
    [InlineData("/privacy/privacy/policy", 404)]
    public async Task The_portal_is_under_its_path_and_nowhere_else_but_for_probes(string address, int status)
    {
        using var answer = await SendAsync(HttpMethod.Get, address);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("/privacy", "/privacy/")]
    [InlineData("/privacy?a=b", "/privacy/?a=b")]
    [InlineData("/privacy/my-data?q=x", "/privacy/account/login?returnUrl=%2Fmy-data%3Fq%3Dx")]
    [InlineData("/privacy/policy/at?day=2026-11-01", "/privacy/policy/at/2026-11-01")]
    public async Task A_redirect_stays_under_the_path(string address, string location)
    {
        using var answer = await SendAsync(HttpMethod.Get, address);

        answer.Headers.Location!.OriginalString.ShouldBe(location);
    }

    [Fact]
    public async Task A_cookie_is_for_the_path_and_is_not_sent_unencrypted()
    {
        using var page = await SendAsync(HttpMethod.Get, "/privacy/account/login");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["language"] = "es", ["page"] = "/policy" }
        );
        using var chosen = await SendAsync(HttpMethod.Post, "/privacy/language", form);

        var cookies = page.Headers.GetValues("Set-Cookie").Concat(chosen.Headers.GetValues("Set-Cookie")).ToList();
        cookies.Count.ShouldBe(2);
        cookies[0].ShouldStartWith("__Secure-joinarena-forms=");
        cookies[1].ShouldStartWith("__Secure-joinarena-language=es;");
        cookies.ShouldAllBe(cookie => cookie.Contains("; path=/privacy; secure; samesite=lax; httponly"));
        chosen.Headers.Location!.OriginalString.ShouldBe("/privacy/policy");
    }

    [Fact]
    public async Task A_program_is_given_addresses_under_the_path()
    {
        using var refused = await SendAsync(HttpMethod.Get, "/privacy/api/v1/nothing");
        var problem = await refused.Content.ReadFromJsonAsync<JsonObject>();
        ((string?)problem!["type"]).ShouldBe("https://127.0.0.1/privacy/problems/not-found");

        using var described = await SendAsync(HttpMethod.Get, "/privacy/openapi/v1.json");
        var api = await described.Content.ReadFromJsonAsync<JsonObject>();
        ((string?)api!["servers"]![0]!["url"]).ShouldBe("/privacy");
    }

    [Fact]
    public async Task The_platform_is_given_the_page_where_a_worker_accepts()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-path", "path@people.example", "Ana Lopes");

        var state = await api.GetAsync("/api/v1/workers/w-path/acceptance");

        ((string?)state["acceptUrl"]).ShouldBe("https://127.0.0.1/privacy/policy/accept");
    }

    [Fact]
    public async Task A_sign_out_leaves_alone_what_other_sites_of_the_host_have_stored()
    {
        using var page = await SendAsync(HttpMethod.Get, "/privacy/account/login");
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["__RequestVerificationToken"] = token }
        );
        form.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var left = await SendAsync(HttpMethod.Post, "/privacy/account/sign-out", form);

        left.Headers.Location!.OriginalString.ShouldBe("/privacy/");
        left.Headers.Contains("Clear-Site-Data").ShouldBeFalse();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content = null)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(method, new Uri(portal.Url, address)) { Content = content };
        return await http.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 10_000)]
    private static partial Regex Token();

    public sealed class SecurePortal : Portal
    {
        public override Uri Url => new(base.Url, "privacy/");

        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:PublicUrl"] = "https://127.0.0.1/privacy";
    }
}
