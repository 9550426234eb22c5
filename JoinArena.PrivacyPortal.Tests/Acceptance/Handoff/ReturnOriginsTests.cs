using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Handoff;

/// <summary>Where a worker may be sent after deciding, and how nobody is led astray.</summary>
public sealed class ReturnOriginsTests
{
    private static readonly ReturnOrigins s_origins = Of(
        "https://app.joinarena.example",
        "https://JOBS.joinarena.example:8443/",
        "http://localhost:3000"
    );

    [Theory]
    [InlineData(
        "https://app.joinarena.example/onboarding?step=2#top",
        "https://app.joinarena.example/onboarding?step=2&code=c#top"
    )]
    [InlineData("https://app.joinarena.example", "https://app.joinarena.example/?code=c")]
    [InlineData("https://app.joinarena.example:443/x", "https://app.joinarena.example/x?code=c")]
    [InlineData("HTTPS://APP.joinarena.example/x", "https://app.joinarena.example/x?code=c")]
    [InlineData("https://jobs.joinarena.example:8443/x", "https://jobs.joinarena.example:8443/x?code=c")]
    [InlineData("http://localhost:3000/x", "http://localhost:3000/x?code=c")]
    // A code or an answer that somebody put there before is not passed on.
    [InlineData(
        "https://app.joinarena.example/x?code=forged&a=1&declined=1",
        "https://app.joinarena.example/x?a=1&code=c"
    )]
    public void An_allowed_site_gets_the_code_beside_its_own_parameters(string asked, string sent) =>
        s_origins
            .Resolve(asked)
            .ShouldBeOfType<ReturnTarget.ExternalSite>()
            .WithParameter("code", "c")
            .AbsoluteUri.ShouldBe(sent);

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://app.joinarena.example.evil.example/")]
    [InlineData("https://evil.example/https://app.joinarena.example/")]
    [InlineData("https://app.joinarena.example@evil.example/")]
    [InlineData("https://worker:secret@app.joinarena.example/")]
    [InlineData("http://app.joinarena.example/")]
    [InlineData("https://app.joinarena.example:8443/")]
    [InlineData("https://evil.example\\@app.joinarena.example/")]
    [InlineData("https://evil.example#@app.joinarena.example/")]
    [InlineData("//app.joinarena.example/")]
    [InlineData("/\\app.joinarena.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("app.joinarena.example")]
    [InlineData("/my-data\r\nLocation: https://evil.example/")]
    public void A_return_address_outside_the_allowed_sites_is_refused(string asked) =>
        s_origins.Resolve(asked).ShouldBeOfType<ReturnTarget.NotAllowed>();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_missing_return_address_leads_nowhere(string? asked) =>
        s_origins.Resolve(asked).ShouldBeOfType<ReturnTarget.None>();

    [Fact]
    public void A_page_of_the_portal_is_a_valid_return_address() =>
        s_origins.Resolve("/my-data?kind=resume").ShouldBe(new ReturnTarget.LocalPage("/my-data?kind=resume"));

    [Theory]
    [InlineData("app.joinarena.example")]
    [InlineData("https://app.joinarena.example/path")]
    [InlineData("https://app.joinarena.example/?q=1")]
    [InlineData("http://app.joinarena.example")]
    [InlineData("https://me@app.joinarena.example")]
    [InlineData("*")]
    public void A_setting_that_is_no_origin_stops_the_start_with_its_name(string told) =>
        Should
            .Throw<ConfigurationException>(() => Of("https://app.joinarena.example", told))
            .Message.ShouldBe(
                $"Portal__Acceptance__ReturnOrigins__1: '{told}' is not the https address of a site without a path; "
                    + "for example Portal__Acceptance__ReturnOrigins__1=https://app.joinarena.com"
            );

    private static ReturnOrigins Of(params string[] told) =>
        ReturnOrigins.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    told.Select((o, n) => KeyValuePair.Create($"Portal:Acceptance:ReturnOrigins:{n}", (string?)o))
                )
                .Build()
        );
}
