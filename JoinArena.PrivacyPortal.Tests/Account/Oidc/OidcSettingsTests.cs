using JoinArena.PrivacyPortal.Account.Oidc;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>A wrong setting stops the start with one line.</summary>
public sealed class OidcSettingsTests
{
    [Fact]
    public void Without_settings_there_is_no_provider() => Read().ShouldBeNull();

    [Fact]
    public void Three_settings_are_enough()
    {
        var settings = Read(Whole()).ShouldNotBeNull();

        settings.Scopes.ShouldBe(["openid"]);
        settings.IsOnly.ShouldBeFalse();
        settings.RoleClaim.ShouldBeNull();
        settings.StepUpAcr.ShouldBeEmpty();
    }

    [Fact]
    public void Lists_are_separated_by_spaces()
    {
        var settings = Read([.. Whole(), ("Scopes", "email  openid profile"), ("StepUpAcr", "a b")])!;

        settings.Scopes.ShouldBe(["openid", "email", "profile"]);
        settings.StepUpAcr.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("Authority")]
    [InlineData("ClientId")]
    [InlineData("ClientSecret")]
    public void One_that_is_missing_is_named(string name) =>
        Refuse([.. Whole().Where(s => s.Name != name)])
            .ShouldStartWith(
                $"Portal__Oidc__{name}: is needed if any other setting of Portal__Oidc is set; for example"
            );

    [Theory]
    [InlineData("login.example.com")]
    [InlineData("ftp://login.example.com")]
    [InlineData("http://login.example.com")]
    [InlineData("https://login.example.com/?tenant=1")]
    [InlineData("https://me:secret@login.example.com")]
    public void An_authority_that_is_no_https_address_is_refused(string authority) =>
        Refuse([.. Whole().Where(s => s.Name != "Authority"), ("Authority", authority)])
            .ShouldStartWith($"Portal__Oidc__Authority: '{authority}' is not an https address");

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000/realm")]
    public void A_provider_on_this_machine_may_be_without_https(string authority) =>
        Read([.. Whole().Where(s => s.Name != "Authority"), ("Authority", authority)])!
            .Authority.ShouldBe(new(authority));

    [Fact]
    public void In_Development_any_may() =>
        OidcSettings
            .From(Configure([.. Whole().Where(s => s.Name != "Authority"), ("Authority", "http://login")]), true)
            .ShouldNotBeNull();

    [Fact]
    public void A_portal_that_nobody_of_the_team_could_sign_in_to_does_not_start() =>
        Refuse([.. Whole(), ("Only", "true")]).ShouldStartWith("Portal__Oidc__Only: without Portal__Oidc__RoleClaim");

    [Fact]
    public void In_the_demo_a_page_can_stand_in_for_the_provider()
    {
        var settings = ReadDemo(isDevelopment: true, "true").ShouldNotBeNull();

        settings.IsDemo.ShouldBeTrue();
        settings.RoleClaim.ShouldNotBeNull("the team signs in there too");
        settings.ClientSecret.ShouldNotBe(ReadDemo(isDevelopment: true, "true")!.ClientSecret, "made anew each time");
        ReadDemo(isDevelopment: true, "true", ("Only", "true"))!.IsOnly.ShouldBeTrue();
        Read(Whole())!.IsDemo.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, "true")]
    [InlineData(false, null)]
    [InlineData(true, "false")]
    public void Elsewhere_it_would_let_anybody_sign_in_and_stops_the_start(bool isDevelopment, string? demo) =>
        Should
            .Throw<ConfigurationException>(() => ReadDemo(isDevelopment, demo))
            .Message.ShouldStartWith("Portal__Oidc__Authority: 'demo' lets anybody sign in as anybody");

    [Theory]
    [InlineData("ClientSecret")]
    [InlineData("RoleClaim")]
    public void With_a_setting_of_a_real_provider_it_stops_the_start(string name) =>
        Should
            .Throw<ConfigurationException>(() => ReadDemo(isDevelopment: true, "true", (name, "x")))
            .Message.ShouldStartWith($"Portal__Oidc__{name}: leave it out");

    private static (string Name, string Value)[] Whole() =>
        [("Authority", "https://login.example.com"), ("ClientId", "privacy-portal"), ("ClientSecret", "s")];

    private static OidcSettings? Read(params (string Name, string Value)[] settings) =>
        OidcSettings.From(Configure(settings), isDevelopment: false);

    private static OidcSettings? ReadDemo(
        bool isDevelopment,
        string? demo,
        params (string Name, string Value)[] settings
    )
    {
        var configuration = Configure([("Authority", "demo"), .. settings]);
        configuration["Portal:Demo:Enabled"] = demo;
        return OidcSettings.From(configuration, isDevelopment);
    }

    private static string Refuse((string Name, string Value)[] settings) =>
        Should.Throw<ConfigurationException>(() => Read(settings)).Message;

    private static IConfigurationRoot Configure((string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Portal:Oidc:{s.Name}", (string?)s.Value)))
            .Build();
}
