using System.Net;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Account.Oidc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc.Demo;

/// <summary>The stand-in answers the portal, once, and nobody else.</summary>
public sealed class DemoProtocolTests(DemoProviderPortal portal) : IClassFixture<DemoProviderPortal>, IDisposable
{
    private const string Verifier = "a-verifier-that-is-long-enough-to-be-one-of-forty-three";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private OidcSettings Client => portal.Services.GetRequiredService<OidcProvider>().Settings!;

    private string Issuer => new Uri(portal.Url, "/demo/identity").ToString();

    private string Callback => new Uri(portal.Url, "/account/oidc/callback").ToString();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_token_says_who_was_chosen_how_and_when_and_what_the_question_was()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var code = await AskForCodeAsync(("person", "worker2@example.com"), ("acr_values", Client.StepUpAcr[0]));

        var token = new JsonWebToken(await ReadTokenAsync(await RedeemAsync(code)));

        token.Issuer.ShouldBe(Issuer);
        token.Audiences.ShouldBe([Client.ClientId]);
        token.Subject.ShouldBe("w-demo-2");
        token.GetPayloadValue<string>("nonce").ShouldBe("n-1");
        token.GetPayloadValue<string>("acr").ShouldBe(Client.StepUpAcr[0]);
        token.GetPayloadValue<string[]>("amr").ShouldBe(["pwd"]);
        token.GetPayloadValue<string>("sid").ShouldNotBeNullOrEmpty();
        DateTimeOffset.FromUnixTimeSeconds(token.GetPayloadValue<long>("auth_time")).ShouldBeGreaterThan(before);
        token.TryGetClaim("demo_code", out _).ShouldBeFalse();
        token.TryGetClaim(Client.RoleClaim!, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_a_member_of_the_team_it_says_the_role_and_a_second_factor_and_nothing_that_nobody_asked_for()
    {
        var code = await AskForCodeAsync(("person", "auditor@example.com"));

        var token = new JsonWebToken(await ReadTokenAsync(await RedeemAsync(code)));

        token.GetPayloadValue<string>(Client.RoleClaim!).ShouldBe("auditor");
        token.GetPayloadValue<string[]>("amr").ShouldContain("mfa");
        token.GetPayloadValue<string>("email").ShouldBe("auditor@example.com");
        token.TryGetClaim("acr", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_is_redeemed_once()
    {
        var code = await AskForCodeAsync();
        await ReadTokenAsync(await RedeemAsync(code));

        await ShouldBeRefusedAsync(await RedeemAsync(code), "invalid_grant");
    }

    public static TheoryData<string, string, string> WrongFields =>
        new()
        {
            { "code_verifier", "another-verifier-that-is-long-enough-to-be-one-of-43", "invalid_grant" },
            { "code_verifier", "", "invalid_request" },
            { "redirect_uri", "https://evil.example/account/oidc/callback", "invalid_grant" },
            { "redirect_uri", "", "invalid_request" },
            { "client_id", "another-client", "invalid_grant" },
            { "client_id", "", "invalid_request" },
            { "client_secret", "a-guess", "invalid_client" },
            { "client_secret", "", "invalid_client" },
            { "code", "made-up", "invalid_grant" },
            { "grant_type", "client_credentials", "unsupported_grant_type" },
        };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task What_is_not_as_it_was_asked_redeems_no_code(string field, string value, string error)
    {
        var code = await AskForCodeAsync();

        await ShouldBeRefusedAsync(await RedeemAsync(code, (field, value)), error);
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.example/account/oidc/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1/account/oidc/callback")]
    [InlineData("client_id", "another-client")]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    public async Task A_question_that_is_not_the_portals_leads_nowhere(string parameter, string value)
    {
        foreach (var page in new[] { "/demo/identity/authorize", "/demo/identity/choice" })
        {
            using var answer = await AskAsync(page, [("person", "worker2@example.com"), (parameter, value)]);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, page);
            answer.Headers.Location.ShouldBeNull(page);
        }
    }

    [Fact]
    public async Task Other_ends_of_the_redirect_address_are_not_the_portals_either()
    {
        foreach (var end in new[] { "/", "?x=1", "/../evil", "x" })
        {
            using var answer = await AskAsync("/demo/identity/choice", [("redirect_uri", Callback + end)]);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, end);
            (await answer.Content.ReadAsStringAsync()).ShouldContain($"Open it at {portal.Url}");
        }
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("")]
    public async Task Nobody_who_is_not_offered_comes_back(string person)
    {
        using var answer = await AskAsync("/demo/identity/choice", [("person", person)]);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var back = new Uri(portal.Url, answer.Headers.Location!).ToString();
        back.ShouldStartWith(Callback);
        back.ShouldContain("error=access_denied");
        back.ShouldNotContain("code=");
    }

    [Fact]
    public async Task A_sign_out_leads_back_to_the_portal_alone()
    {
        using var own = await _http.GetAsync(CreateEnd(new Uri(portal.Url, "/account/oidc/signed-out").ToString()));
        using var other = await _http.GetAsync(CreateEnd("https://evil.example/account/oidc/signed-out"));

        own.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        other.Headers.Location.ShouldBeNull();
    }

    private Uri CreateEnd(string leadsTo) =>
        new(portal.Url, QueryHelpers.AddQueryString("/demo/identity/end-session", "post_logout_redirect_uri", leadsTo));

    private Task<HttpResponseMessage> AskAsync(string page, params (string Name, string Value)[] changed)
    {
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var question = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Client.ClientId,
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["scope"] = "openid email",
            ["nonce"] = "n-1",
            ["state"] = "s-1",
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
            ["person"] = "worker2@example.com",
        };
        foreach (var (name, value) in changed)
            question[name] = value;
        return _http.GetAsync(new Uri(portal.Url, QueryHelpers.AddQueryString(page, question)));
    }

    private async Task<string> AskForCodeAsync(params (string Name, string Value)[] changed)
    {
        using var answer = await AskAsync("/demo/identity/choice", changed);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var back = QueryHelpers.ParseQuery(new Uri(portal.Url, answer.Headers.Location!).Query);
        back["state"].ToString().ShouldBe("s-1");
        return back["code"].ToString();
    }

    private async Task<HttpResponseMessage> RedeemAsync(string code, params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Callback,
            ["client_id"] = Client.ClientId,
            ["client_secret"] = Client.ClientSecret,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changed)
            fields[name] = value;
        using var form = new FormUrlEncodedContent(fields.Where(f => f.Value.Length > 0));
        return await _http.PostAsync(new Uri(portal.Url, "/demo/identity/token"), form);
    }

    private static async Task<string> ReadTokenAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        return json.RootElement.GetProperty("id_token").GetString()!;
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeInRange(400, 401, text);
        text.ShouldContain($"\"{error}\"");
        text.ShouldNotContain("id_token");
    }
}
