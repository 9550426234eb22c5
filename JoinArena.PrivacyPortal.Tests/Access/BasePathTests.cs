using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>The path on its host under which the portal is, from the setting to links and cookies.</summary>
public sealed class BasePathTests
{
    [Theory]
    [InlineData("https://privacy.example.com", "")]
    [InlineData("https://privacy.example.com/", "")]
    [InlineData("https://jobs.example.com/privacy", "/privacy")]
    [InlineData("https://jobs.example.com/privacy/", "/privacy")]
    [InlineData("https://jobs.example.com:8443/for/workers_1.0", "/for/workers_1.0")]
    [InlineData(null, "")]
    public void It_is_the_path_of_the_public_address(string? address, string path) =>
        BasePath.From(Configure(address)).Value.ShouldBe(path);

    [Theory]
    [InlineData("https://jobs.example.com/privacy?a=b")]
    [InlineData("https://jobs.example.com/privacy#a")]
    [InlineData("https://user:secret@jobs.example.com/privacy")]
    [InlineData("https://jobs.example.com/our privacy")]
    [InlineData("https://jobs.example.com/privacy;a")]
    [InlineData("https://jobs.example.com//privacy")]
    [InlineData("https://jobs.example.com/health")]
    [InlineData("ftp://jobs.example.com/privacy")]
    [InlineData("/privacy")]
    public void Anything_else_than_a_plain_path_stops_the_start_with_an_example(string address) =>
        Should
            .Throw<ConfigurationException>(() => BasePath.From(Configure(address)))
            .Message.ShouldStartWith("Portal__PublicUrl: ");

    [Theory]
    [InlineData("", "/my-data", "/my-data")]
    [InlineData("/privacy", "/my-data", "/privacy/my-data")]
    [InlineData("/privacy", "/", "/privacy/")]
    [InlineData("/privacy", "/privacy", "/privacy/privacy")]
    [InlineData("/privacy", "#question", "#question")]
    [InlineData("/privacy", "https://app.joinarena.example/", "https://app.joinarena.example/")]
    [InlineData("/privacy", null, null)]
    public void Only_a_path_within_the_portal_gets_it(string path, string? address, string? sent) =>
        new BasePath(path)[address].ShouldBe(sent);

    [Fact]
    public void A_webhook_and_what_it_leads_to_are_under_it()
    {
        var configuration = Configure("https://jobs.example.com/privacy");
        var portal = new PublicAddress(PublicAddress.GetConfiguredUrl(configuration), configuration, null!);

        var sent = CloudEvent.SerializeToUtf8Bytes(
            "event-1",
            portal,
            WebhookTypes.AcceptanceRecorded,
            DateTimeOffset.UnixEpoch,
            new { url = portal.GetUri("/deletion/DR-1").AbsoluteUri }
        );

        var read = JsonNode.Parse(sent)!;
        ((string?)read["source"]).ShouldBe("https://jobs.example.com/privacy/");
        ((string?)read["data"]!["url"]).ShouldBe("https://jobs.example.com/privacy/deletion/DR-1");
    }

    [Theory]
    [InlineData("http://localhost:5080", "", "/")]
    [InlineData("https://privacy.example.com", "__Host-", "/")]
    [InlineData("http://jobs.example.com/privacy", "", "/privacy")]
    [InlineData("https://jobs.example.com/privacy", "__Secure-", "/privacy")]
    public void A_cookie_is_for_the_portal_alone_as_far_as_browsers_can_hold_it(
        string address,
        string prefix,
        string path
    )
    {
        var configuration = Configure(address);
        var cookies = PortalCookies.From(configuration);
        var session = new CookieBuilder();
        cookies.Harden(session, cookies.Session);

        (session.Name, session.Path).ShouldBe(($"{prefix}joinarena-session", path));
        cookies.CreateOptions(new DefaultHttpContext(), TimeSpan.FromDays(1)).Path.ShouldBe(path);
        new LanguageCookie(configuration).Name.ShouldBe($"{prefix}joinarena-language");
    }

    private static IConfiguration Configure(string? address) =>
        address is null
            ? MailTestData.CreateConfiguration()
            : MailTestData.CreateConfiguration(("Portal:PublicUrl", address));
}
