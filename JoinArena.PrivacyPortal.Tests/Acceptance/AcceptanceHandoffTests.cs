using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>
/// JoinArena's platform sends a worker here to accept, and learns what they did: through the whole pipeline.
/// </summary>
public sealed class AcceptanceHandoffTests(SignedInPortal portal) : IClassFixture<SignedInPortal>
{
    private const string Asked = "/policy/accept?returnUrl=https%3A%2F%2Fapp.joinarena.example%2Fback%3Fjob%3D7";

    [Fact]
    public async Task A_worker_who_accepts_returns_with_a_code_that_the_platform_exchanges_once()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var platform = await portal.CreatePlatformClientAsync(Scopes.WorkersRead);

        var page = await worker.GetPageAsync(Asked);
        page.QuerySelector("main")!.TextContent.ShouldContain("You come from app.joinarena.example");
        var sent = (await worker.PostAsync(Asked, page.GetAcceptFormContent(ticked: true))).Headers.Location!;

        sent.GetLeftPart(UriPartial.Path).ShouldBe("https://app.joinarena.example/back");
        var code = QueryHelpers.ParseQuery(sent.Query)["code"].ToString();
        var got = await platform.PostAsJsonAsync(
            "/api/v1/acceptances/exchange",
            new { code, returnUrl = "https://app.joinarena.example/back" }
        );
        got.StatusCode.ShouldBe(HttpStatusCode.OK);
        got.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var acceptance = await got.Content.ReadFromJsonAsync<JsonElement>();
        acceptance.GetProperty("workerId").GetString().ShouldBe(worker.GetWorkerId());
        acceptance.GetProperty("policy").GetString().ShouldBe("worker-privacy");
        acceptance.GetProperty("version").GetString().ShouldBe("1.0");
        acceptance
            .GetProperty("sha256")
            .GetString()
            .ShouldBe("f12ca743e37d6f552781d65b2ba53904b9fdeb7cd0b6372b00942c86d48c1c97");
        (await worker.GetAsync($"/acceptances/{acceptance.GetProperty("id").GetString()}")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        var another = await portal.CreatePlatformClientAsync(Scopes.WorkersRead);
        var again = await another.PostAsJsonAsync("/api/v1/acceptances/exchange", new { code });
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("type")
            .GetString()
            .ShouldEndWith("/problems/code-not-valid");
    }

    [Fact]
    public async Task A_worker_who_had_accepted_before_returns_with_one_button()
    {
        var worker = await portal.CreateWorkerClientAsync();
        await worker.PostAsync(
            "/policy/accept",
            (await worker.GetPageAsync("/policy/accept")).GetAcceptFormContent(ticked: true)
        );

        var page = await worker.GetPageAsync(Asked);
        page.QuerySelector("form:has(#accepted)").ShouldBeNull();
        page.QuerySelector("main form button")!.TextContent.ShouldBe("Go back to app.joinarena.example");
        var answer = await worker.PostAsync(Asked, page.GetFormContent("main form", _ => true));

        answer.Headers.Location!.Query.ShouldContain("code=");
    }

    [Theory]
    [InlineData("https://evil.example/", "evil.example does not belong to JoinArena.")]
    [InlineData(
        "https://app.joinarena.example.evil.example/",
        "app.joinarena.example.evil.example does not belong to JoinArena."
    )]
    [InlineData("javascript:alert(1)", "The return address does not belong to JoinArena.")]
    public async Task A_forged_return_address_is_named_and_never_visited(string returnUrl, string words)
    {
        var worker = await portal.CreateWorkerClientAsync();
        var address = $"/policy/accept?returnUrl={Uri.EscapeDataString(returnUrl)}";

        var page = await worker.GetPageAsync(address);
        page.QuerySelector("main")!.TextContent.ShouldContain(words);
        page.QuerySelectorAll("main a").ShouldAllBe(a => a.GetAttribute("href")!.StartsWith('/'));
        var answer = await worker.PostAsync(address, page.GetAcceptFormContent(ticked: true));

        answer.Headers.Location!.ToString().ShouldContain("/acceptances/");
        new Uri(new Uri("https://privacy.example"), answer.Headers.Location).Host.ShouldBe("privacy.example");
    }

    [Fact]
    public async Task The_accept_page_alone_may_send_a_form_to_another_site_and_only_to_allowed_ones()
    {
        var worker = await portal.CreateWorkerClientAsync();

        FormAction(await worker.GetAsync("/policy/accept"))
            .ShouldBe("form-action 'self' https://app.joinarena.example https://jobs.joinarena.example");
        FormAction(await worker.GetAsync("/policy")).ShouldBe("form-action 'self'");
    }

    [Fact]
    public async Task A_key_without_the_scope_cannot_exchange_a_code()
    {
        (
            await (await portal.CreatePlatformClientAsync(Scopes.WorkersWrite)).PostAsJsonAsync(
                "/api/v1/acceptances/exchange",
                new { code = "x" }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await portal.CreateAnonymousClient().PostAsJsonAsync("/api/v1/acceptances/exchange", new { code = "x" })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":"never-given"}""")]
    public async Task An_invalid_code_is_refused_with_a_clear_problem(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await (await portal.CreatePlatformClientAsync(Scopes.WorkersRead)).PostAsync(
            "/api/v1/acceptances/exchange",
            content
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")[0]
            .GetProperty("pointer")
            .GetString()
            .ShouldBe("/code");
    }

    private static string FormAction(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .Split(';', StringSplitOptions.TrimEntries)
            .Single(d => d.StartsWith("form-action", StringComparison.Ordinal));
}
