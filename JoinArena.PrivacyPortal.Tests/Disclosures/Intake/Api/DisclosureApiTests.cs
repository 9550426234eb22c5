using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Api;

public sealed class DisclosureApiTests(Portal portal) : IClassFixture<Portal>
{
    private const string One = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private readonly string _worker = $"w-{Guid.NewGuid():N}";

    [Fact]
    public async Task One_event_is_accepted_and_its_repeat_is_recognised()
    {
        var api = await ArrangeAsync();
        var happened = Given.Disclosure(_worker, "parley-ai").ToJsonString();

        (await PostAsync(api, happened, One)).Answer["accepted"]!.GetValue<int>().ShouldBe(1);
        (await PostAsync(api, happened, One)).Answer["duplicates"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Each_bad_event_of_a_batch_is_named_with_its_problem_and_the_rest_is_accepted()
    {
        var api = await ArrangeAsync();

        var answer = await api.ReportAsync(
            Given.Disclosure(_worker, "parley-ai"),
            Given.Disclosure("w-unknown", "parley-ai", id: "bad-1"),
            Given.Disclosure(_worker, "parley-ai", purpose: "marketing", id: "bad-2"),
            Given.Disclosure(_worker, "parley-ai")
        );

        answer["accepted"]!.GetValue<int>().ShouldBe(2);
        var rejected = answer["rejected"]!.AsArray();
        rejected
            .Select(r => (r!["index"]!.GetValue<int>(), r["id"]!.GetValue<string>()))
            .ShouldBe([(1, "bad-1"), (2, "bad-2")]);
        rejected[0]!["problem"]!["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("/data/workerId");
        rejected[1]!["problem"]!["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("/data/purpose");
        rejected[1]!["problem"]!["type"]!.GetValue<string>().ShouldEndWith("/problems/invalid");
    }

    [Theory]
    [InlineData("{", One, 400)]
    [InlineData("[]", One, 400)]
    [InlineData("{}", Batch, 400)]
    [InlineData("\"text\"", Batch, 400)]
    [InlineData("", One, 400)]
    [InlineData("{\"id\":1,\"id\":2}", One, 400)]
    [InlineData("{}", "application/json", 415)]
    [InlineData("{}", "text/plain", 415)]
    public async Task A_body_that_contains_no_events_is_refused(string body, string type, int status)
    {
        var api = await ArrangeAsync();

        var (code, answer) = await PostAsync(api, body, type);

        ((int)code).ShouldBe(status);
        answer["type"]!.GetValue<string>().ShouldContain("/problems/");
        answer["detail"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Json_nested_a_thousand_deep_is_refused() =>
        (await PostAsync(await ArrangeAsync(), new string('[', 1000) + new string(']', 1000), Batch)).Code.ShouldBe(
            HttpStatusCode.BadRequest
        );

    [Fact]
    public async Task Bytes_that_are_not_Unicode_are_refused()
    {
        var api = await ArrangeAsync();
        using var content = new ByteArrayContent([.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(One);

        using var answer = await api.Http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused() =>
        (await PostAsync(await ArrangeAsync(), $"[\"{new string('x', 17 * 1024 * 1024)}\"]", Batch)).Code.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );

    [Fact]
    public async Task A_request_without_a_key_opens_nothing()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };

        var (code, answer) = await PostAsync(new ApiClient(http), "{}", One);

        code.ShouldBe(HttpStatusCode.Unauthorized);
        answer["type"]!.GetValue<string>().ShouldEndWith("/problems/no-key");
    }

    [Fact]
    public async Task A_key_without_the_scope_gets_a_problem_that_says_so()
    {
        var (code, answer) = await PostAsync(await portal.CreateApiClientAsync(Scopes.WorkersWrite), "{}", One);

        code.ShouldBe(HttpStatusCode.Forbidden);
        answer["type"]!.GetValue<string>().ShouldEndWith("/problems/scope-missing");
    }

    [Fact]
    public async Task A_webhook_party_is_given_a_secret_once()
    {
        var api = await portal.CreateApiClientAsync();
        const string Body =
            """{"name":"Hooked","kind":"llm-provider","connector":{"type":"webhook","url":"https://hooked.example/erase"}}""";

        var first = await PutAsync(api, "/api/v1/parties/hooked", Body);
        first["connector"]!["secret"]!.GetValue<string>().ShouldStartWith("whsec_");

        (await PutAsync(api, "/api/v1/parties/hooked", Body))["connector"].ShouldBeNull();

        var rotated = await PutAsync(
            api,
            "/api/v1/parties/hooked",
            Body.Replace("\"webhook\"", "\"webhook\",\"rotate\":true", StringComparison.Ordinal)
        );
        rotated["connector"]!["secret"]!
            .GetValue<string>()
            .ShouldNotBe(first["connector"]!["secret"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"name":"X","kind":"bank"}""", "/kind")]
    [InlineData("""{"name":"","kind":"llm-provider"}""", "/name")]
    [InlineData("""{"name":"X","kind":"llm-provider","country":"Portugal"}""", "/country")]
    [InlineData("""{"name":"X","kind":"llm-provider","website":"javascript:alert(1)"}""", "/website")]
    [InlineData("""{"name":"X","kind":"llm-provider","connector":{"type":"pigeon"}}""", "/connector/type")]
    [InlineData(
        """{"name":"X","kind":"llm-provider","connector":{"type":"webhook","url":"http://x.example/erase"}}""",
        "/connector/url"
    )]
    [InlineData(
        """{"name":"X","kind":"llm-provider","connector":{"type":"webhook","url":"https://user:pw@x.example/erase"}}""",
        "/connector/url"
    )]
    [InlineData(
        """{"name":"X","kind":"llm-provider","connector":{"type":"webhook","url":"https://192.168.0.7/erase"}}""",
        "/connector/url"
    )]
    [InlineData("""{"name":"X","kind":"llm-provider","connector":{"type":"webhook"}}""", "/connector/url")]
    [InlineData(
        """{"name":"X","kind":"llm-provider","connector":{"type":"email","email":"a@b\r\nBcc: c@d"}}""",
        "/connector/email"
    )]
    [InlineData(
        """{"name":"X","kind":"llm-provider","connector":{"type":"webhook","url":"https://x.example","secret":"whsec_short"}}""",
        "/connector/secret"
    )]
    public async Task A_party_with_a_wrong_field_is_refused(string body, string pointer)
    {
        var answer = await PutAsync(await portal.CreateApiClientAsync(), "/api/v1/parties/wrong", body);

        answer["status"]!.GetValue<int>().ShouldBe(400);
        answer["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);
    }

    [Fact]
    public async Task An_item_named_by_a_disclosure_can_be_enriched_later_but_keeps_its_category()
    {
        var api = await ArrangeAsync();
        await api.DiscloseAsync(Given.Disclosure(_worker, "parley-ai", item: "rec-1"));

        (
            await PutAsync(
                api,
                $"/api/v1/workers/{_worker}/items/rec-1",
                """{"category":"interview-recording","label":"Interview of March","createdAt":"2026-03-03T10:00:00Z"}"""
            )
        )["id"]!
            .GetValue<string>()
            .ShouldBe("rec-1");
        (
            await PutAsync(
                api,
                $"/api/v1/workers/{_worker}/items/rec-1",
                """{"category":"resume","createdAt":"2026-03-03T10:00:00Z"}"""
            )
        )["errors"]![0]!["pointer"]!
            .GetValue<string>()
            .ShouldBe("/category");
    }

    private async Task<ApiClient> ArrangeAsync()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(_worker, $"{_worker}@people.example", "Ana");
        await api.PutPartyAsync("parley-ai", "Parley AI", "llm-provider");
        return api;
    }

    private static async Task<(HttpStatusCode Code, JsonNode Answer)> PostAsync(ApiClient api, string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/disclosures", UriKind.Relative))
        {
            Content = content,
        };
        // Lets the server refuse a body that is too large before it is sent.
        request.Headers.ExpectContinue = true;
        using var answer = await api.Http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static async Task<JsonNode> PutAsync(ApiClient api, string address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await api.Http.PutAsync(new Uri(address, UriKind.Relative), content);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
