using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.IdentityModel.Tokens;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>Signing out at one place signs out at the other.</summary>
public sealed class OidcLogoutTests(OidcPortal portal) : IClassFixture<OidcPortal>
{
    private const string BackChannel = "/account/oidc/back-channel-logout";

    [Fact]
    public async Task A_sign_out_of_one_session_at_the_provider_ends_the_one_here_that_began_in_it()
    {
        var ana = await portal.AnnounceAsync();
        var first = await portal.ContinueAsync(ana);
        var session = portal.Provider.Sessions[^1];
        var second = await portal.ContinueAsync(ana);

        (await SendAsync(CreateToken(ana.Subject, session))).ShouldBe(HttpStatusCode.OK);

        (await IsSignedInAsync(first)).ShouldBeFalse();
        (await IsSignedInAsync(second)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sign_out_of_the_person_at_the_provider_ends_their_sessions_in_two_browsers_and_no_others()
    {
        var ana = await portal.AnnounceAsync();
        var worker = await portal.SetUpAsync(Given.Worker());
        var byPassword = await portal.SignInAsync(worker.Email);
        var first = await portal.ContinueAsync(ana);
        var second = await portal.ContinueAsync(ana);
        var other = await portal.ContinueAsync(new(worker.Id));

        (await SendAsync(CreateToken(ana.Subject, session: null))).ShouldBe(HttpStatusCode.OK);

        (await IsSignedInAsync(first)).ShouldBeFalse();
        (await IsSignedInAsync(second)).ShouldBeFalse();
        (await IsSignedInAsync(other)).ShouldBeTrue();
        (await SendAsync(CreateToken(worker.Id, session: null))).ShouldBe(HttpStatusCode.OK);
        (await IsSignedInAsync(other)).ShouldBeFalse();
        (await IsSignedInAsync(byPassword)).ShouldBeTrue("it did not begin at the provider");
    }

    public static TheoryData<string, Action<JsonObject>> WrongTokens =>
        new()
        {
            { "audience", token => token["aud"] = "another-client" },
            { "issuer", token => token["iss"] = "https://evil.example/" },
            { "expired", token => token["exp"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds() },
            { "endless", token => token.Remove("exp") },
            { "timeless", token => token.Remove("iat") },
            { "an ID token", token => token.Remove("events") },
            {
                "another event",
                token => token["events"] = new JsonObject { ["https://example.com/event"] = new JsonObject() }
            },
            { "nonce", token => token["nonce"] = "n" },
            {
                "of nobody",
                token =>
                {
                    token.Remove("sub");
                    token.Remove("sid");
                }
            },
            {
                "from before the session",
                token => token["iat"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()
            },
        };

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_wrong_logout_token_ends_nothing(string what, Action<JsonObject> rewrite)
    {
        var ana = await portal.AnnounceAsync();
        var browser = await portal.ContinueAsync(ana);
        var token = CreatePayload(ana.Subject, portal.Provider.Sessions[^1]);
        rewrite(token);

        var status = await SendAsync(portal.Provider.Sign(token, "logout+jwt"));

        status.ShouldBe(what == "from before the session" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, what);
        (await IsSignedInAsync(browser)).ShouldBeTrue(what);
    }

    [Fact]
    public async Task A_logout_token_that_the_provider_has_not_signed_ends_nothing()
    {
        var ana = await portal.AnnounceAsync();
        var browser = await portal.ContinueAsync(ana);
        var payload = CreatePayload(ana.Subject, session: null);
        var unsigned = $"{Encode("""{"alg":"none","typ":"logout+jwt"}""")}.{Encode(payload.ToJsonString())}.";

        (await SendAsync(unsigned)).ShouldBe(HttpStatusCode.BadRequest);
        var stranger = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "test" };
        (await SendAsync(portal.Provider.Sign(payload, "logout+jwt", stranger))).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync("")).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync("no token")).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(portal.Provider.Sign(payload, "JWT"))).ShouldBe(HttpStatusCode.BadRequest);

        (await IsSignedInAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_provider_can_end_a_session_through_a_frame_in_the_browser()
    {
        var ana = await portal.AnnounceAsync();
        var browser = await portal.ContinueAsync(ana);
        var session = portal.Provider.Sessions[^1];
        var stranger = portal.CreateAnonymousClient();

        (await FrameAsync(stranger, "https://evil.example/", session)).ShouldBe(HttpStatusCode.BadRequest);
        (await FrameAsync(stranger, portal.Provider.Issuer, "")).ShouldBe(HttpStatusCode.BadRequest);
        (await FrameAsync(stranger, portal.Provider.Issuer, "unknown")).ShouldBe(HttpStatusCode.OK);
        (await IsSignedInAsync(browser)).ShouldBeTrue();
        (await FrameAsync(stranger, portal.Provider.Issuer, session)).ShouldBe(HttpStatusCode.OK);

        (await IsSignedInAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_signs_out_here_can_sign_out_at_the_provider_too_and_comes_back()
    {
        var ana = await portal.AnnounceAsync();
        var browser = await portal.ContinueAsync(ana);
        var sessions = portal.Provider.Sessions.Count;

        await browser.PressAsync("Sign out");
        browser.Path.ShouldBe("/account/signed-out");
        (await IsSignedInAsync(browser)).ShouldBeFalse();
        await browser.GoToAsync("/account/signed-out");
        await browser.FollowAsync("Sign out of JoinArena too");

        browser.Path.ShouldBe("/account/signed-out?from=joinarena");
        browser.Text.ShouldContain("You are signed out of this portal and of JoinArena.");
        await browser.GoToAsync("/account/login");
        await browser.FollowAsync("Continue with JoinArena");
        portal.Provider.Sessions.Count.ShouldBe(sessions + 1, "the session there has ended too");
    }

    [Fact]
    public async Task Who_came_with_a_password_signs_out_as_ever()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var browser = await portal.SignInAsync(worker.Email);

        await browser.PressAsync("Sign out");

        browser.Path.ShouldBe("/");
    }

    private JsonObject CreatePayload(string? subject, string? session)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var token = new JsonObject
        {
            ["iss"] = portal.Provider.Issuer,
            ["aud"] = TestProvider.ClientId,
            ["iat"] = now,
            ["exp"] = now + 120,
            ["jti"] = Guid.CreateVersion7().ToString(),
            ["sub"] = subject,
            ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
        };
        if (session is not null)
            token["sid"] = session;
        return token;
    }

    private string CreateToken(string? subject, string? session) =>
        portal.Provider.Sign(CreatePayload(subject, session), "logout+jwt");

    private async Task<HttpStatusCode> SendAsync(string token)
    {
        using var answer = await portal.CreateAnonymousClient().ForgeAsync(BackChannel, ("logout_token", token));
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> FrameAsync(HtmlClient browser, string issuer, string session)
    {
        var query = $"iss={Uri.EscapeDataString(issuer)}&sid={session}";
        using var answer = await browser.FetchAsync($"/account/oidc/front-channel-logout?{query}");
        return answer.StatusCode;
    }

    private static async Task<bool> IsSignedInAsync(HtmlClient browser) =>
        (await browser.GoToAsync("/account/manage")).Path == "/account/manage";

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);
}
