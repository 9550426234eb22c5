using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Middleware;
using JoinArena.PrivacyPortal.Tests.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>Which proxies are believed, and where redirects lead.</summary>
public sealed class ProxyOptionsTests
{
    [Fact]
    public void Without_a_setting_nobody_is_believed_not_even_loopback()
    {
        var options = Apply();

        options.ForwardedHeaders.ShouldBe(ForwardedHeaders.None);
        (options.KnownProxies.Count, options.KnownIPNetworks.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("Portal:Proxy:KnownProxies", "10.0.0.5, 2001:db8::5")]
    [InlineData("Portal:Proxy:KnownProxies:0", "10.0.0.5")]
    [InlineData("Portal:Proxy:KnownNetworks", "10.0.0.0/24,fd00::/64")]
    [InlineData("Portal:Proxy:KnownNetworks:1", "10.0.0.0/24")]
    public void Those_who_are_named_may_say_whence_and_by_what_scheme_but_not_for_which_host(string name, string value)
    {
        var options = Apply((name, value));

        options.ForwardedHeaders.ShouldBe(ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        options
            .KnownProxies.Select(p => p.ToString())
            .Concat(options.KnownIPNetworks.Select(n => n.ToString()))
            .ShouldBe(value.Split(',', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("Portal:Proxy:KnownProxies", "proxy.internal", "Portal__Proxy__KnownProxies: 'proxy.internal' is not")]
    [InlineData("Portal:Proxy:KnownProxies:0", "10.0.0.0/24", "Portal__Proxy__KnownProxies: '10.0.0.0/24' is not")]
    [InlineData("Portal:Proxy:KnownNetworks", "10.0.0.5", "Portal__Proxy__KnownNetworks: '10.0.0.5' is not")]
    [InlineData("Portal:Proxy:KnownNetworks", "0.0.0.0/0", "Portal__Proxy__KnownNetworks: '0.0.0.0/0' is every")]
    [InlineData("Portal:Proxy:KnownNetworks", "::/0", "Portal__Proxy__KnownNetworks: '::/0' is every")]
    public void A_wrong_setting_of_proxies_stops_the_start(string name, string value, string message) =>
        Should.Throw<ConfigurationException>(() => Apply((name, value))).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("http://inside:8080/account/login?returnUrl=%2Fa%20b#x", "/account/login?returnUrl=%2Fa%20b#x")]
    [InlineData("http://INSIDE:8080/", "/")]
    [InlineData("http://inside:8080//evil.example", "/.//evil.example")]
    [InlineData("https://app.joinarena.example/back?code=1", "https://app.joinarena.example/back?code=1")]
    [InlineData("http://inside:9090/", "http://inside:9090/")]
    [InlineData("/my-data", "/my-data")]
    public void A_redirect_within_the_portal_names_no_host(string location, string sent) =>
        RelativeRedirectMiddleware.MakeRelative(location, "http", new HostString("inside", 8080)).ShouldBe(sent);

    private static ForwardedHeadersOptions Apply(params (string Name, string Value)[] settings)
    {
        var options = new ForwardedHeadersOptions();
        ProxyOptions.From(MailTestData.CreateConfiguration(settings)).ApplyTo(options);
        return options;
    }
}
