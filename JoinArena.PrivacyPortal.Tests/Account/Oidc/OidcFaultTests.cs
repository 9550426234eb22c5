using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>What comes back from the provider and is not what it should be signs nobody in.</summary>
public sealed class OidcFaultTests(OidcPortal portal) : IClassFixture<OidcPortal>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        portal.Provider.Rewrite = null;
        return Task.CompletedTask;
    }

    public static TheoryData<string, Action<JsonObject>> WrongTokens =>
        new()
        {
            { "nonce", token => token["nonce"] = "another" },
            { "no nonce", token => token.Remove("nonce") },
            { "audience", token => token["aud"] = "another-client" },
            { "issuer", token => token["iss"] = "https://evil.example/" },
            {
                "expired",
                token =>
                {
                    token["iat"] = DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds();
                    token["nbf"] = DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds();
                    token["exp"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
                }
            },
        };

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_wrong_ID_token_signs_nobody_in_and_keeps_the_way(string what, Action<JsonObject> rewrite)
    {
        var ana = await portal.AnnounceAsync();
        portal.Provider.Rewrite = rewrite;

        var browser = await portal.ContinueAsync(ana, "/my-data");

        browser.Path.ShouldStartWith("/account/login", Case.Sensitive, what);
        browser.Text.ShouldContain("Something went wrong on the way to JoinArena and back");
        (await portal.FindAccountAsync(ana)).ShouldBeNull();
        portal.Provider.Rewrite = null;
        await browser.FollowAsync("Continue with JoinArena");
        browser.Path.ShouldBe("/my-data");
    }

    [Fact]
    public async Task A_wrong_state_signs_nobody_in()
    {
        using var browser = new OidcBrowser(portal.Url);
        portal.Provider.Person = await portal.AnnounceAsync();
        var back = await browser.GoToProviderAsync();

        var answer = await browser.GetAsync(OidcBrowser.Replace(back, "state", "made-up"));

        answer.ShouldStartWith("/account/login?problem=failed");
        browser.IsSignedIn.ShouldBeFalse();
    }

    [Fact]
    public async Task A_way_back_that_another_browser_has_begun_signs_nobody_in()
    {
        using var mallory = new OidcBrowser(portal.Url);
        using var victim = new OidcBrowser(portal.Url);
        portal.Provider.Person = await portal.AnnounceAsync();
        var back = await mallory.GoToProviderAsync();

        var answer = await victim.GetAsync(back);

        answer.ShouldStartWith("/account/login?");
        victim.IsSignedIn.ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_works_once()
    {
        using var browser = new OidcBrowser(portal.Url);
        portal.Provider.Person = await portal.AnnounceAsync();
        var first = await browser.GoToProviderAsync();
        (await browser.GetAsync(first)).ShouldBe("/");
        browser.IsSignedIn.ShouldBeTrue();

        using var again = new OidcBrowser(portal.Url);
        var second = await again.GoToProviderAsync();
        var answer = await again.GetAsync(OidcBrowser.Replace(second, "code", OidcBrowser.Find(first, "code")));

        answer.ShouldStartWith("/account/login?problem=failed");
        again.IsSignedIn.ShouldBeFalse();
        (await browser.GetAsync(first)).ShouldStartWith(
            "/account/login?problem=failed",
            Case.Sensitive,
            "the same address"
        );
    }

    [Fact]
    public async Task Somebody_who_turns_back_at_the_provider_is_told_that_they_are_not_signed_in()
    {
        var browser = await portal.ContinueAsync(person: null, "/my-data");

        browser.Path.ShouldStartWith("/account/login?returnUrl=%2Fmy-data");
        browser.Text.ShouldContain("You did not finish signing in at JoinArena");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=1")]
    [InlineData("?state=x&code=y&error=server_error&error_description=%3Cscript%3E")]
    public async Task A_call_of_the_way_back_without_a_way_there_is_refused(string query)
    {
        using var browser = new OidcBrowser(portal.Url);

        var answer = await browser.GetAsync($"/account/oidc/callback{query}");

        answer.ShouldStartWith("/account/login?problem=");
    }

    [Fact]
    public void With_a_provider_these_addresses_are_open_too_and_no_others() =>
        portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(address => address.StartsWith("/account/oidc/", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "/account/oidc/back-channel-logout",
                "/account/oidc/callback",
                "/account/oidc/confirm",
                "/account/oidc/front-channel-logout",
                "/account/oidc/refused/{Reason}",
                "/account/oidc/sign-in",
                "/account/oidc/sign-out",
                "/account/oidc/signed-out",
            ]);

    [Fact]
    public async Task The_question_is_asked_as_it_should_be()
    {
        portal.Provider.Person = await portal.AnnounceAsync();

        await portal.ContinueAsync(portal.Provider.Person);

        var question = portal.Provider.LastQuestion;
        question.ResponseType.ShouldBe("code");
        question.CodeChallengeMethod.ShouldBe("S256");
        question.CodeChallenge.ShouldNotBeNullOrEmpty();
        question.Nonce.ShouldNotBeNullOrEmpty();
        question.Scope.ShouldBe("openid email");
        question.ClientSecret.ShouldBeNull();
    }

    [Fact]
    public async Task Cookies_of_the_way_are_for_the_portal_alone()
    {
        using var browser = new OidcBrowser(portal.Url);
        portal.Provider.Person = await portal.AnnounceAsync();
        using var answer = await browser.SendAsync(new(portal.Url, "/account/oidc/sign-in"));

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        cookies.Count.ShouldBe(2);
        cookies.ShouldAllBe(c => c.StartsWith("joinarena-oidc-", StringComparison.Ordinal));
        cookies.ShouldAllBe(c => c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        cookies.ShouldAllBe(c => c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        cookies.ShouldAllBe(c => c.Contains("path=/;", StringComparison.OrdinalIgnoreCase));
    }
}
