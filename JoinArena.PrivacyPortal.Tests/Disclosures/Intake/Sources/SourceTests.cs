using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Sources;

public sealed class SourceTests(Portal portal) : IClassFixture<Portal>
{
    private const string Whole =
        """{"name":"Evaluator","completeSince":"2026-01-01T00:00:00Z","covers":["llm-provider","image-api"]}""";

    [Theory]
    [InlineData("%2Fevaluator", "/evaluator")]
    [InlineData("%2fdeep%2Fer", "/deep/er")]
    [InlineData("/plain/slashes", "/plain/slashes")]
    [InlineData("urn:joinarena:sharing", "urn:joinarena:sharing")]
    [InlineData("https:%2F%2Fcrm.joinarena.example", "https://crm.joinarena.example")]
    public async Task A_source_is_announced_and_heard_under_the_name_its_events_have(string path, string name)
    {
        var http = (await portal.CreateApiClientAsync(Scopes.DisclosuresWrite)).Http;

        var put = await SendAsync(http, HttpMethod.Put, $"/api/v1/sources/{path}", Whole);
        put.Code.ShouldBe(HttpStatusCode.Created, put.Answer.ToJsonString());
        ((string?)put.Answer["id"]).ShouldBe(name);
        (await SendAsync(http, HttpMethod.Put, $"/api/v1/sources/{path}", Whole)).Code.ShouldBe(HttpStatusCode.OK);

        var beat = await SendAsync(
            http,
            HttpMethod.Post,
            $"/api/v1/sources/{path}/heartbeat",
            """{"completeUntil":"2026-02-01T00:00:00Z"}"""
        );
        beat.Code.ShouldBe(HttpStatusCode.OK);
        var line = (await CompletenessAsync()).Sources.Single(s => s.Id == name);
        line.CompleteUntil.ShouldBe(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        line.HeardAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_late_heartbeat_never_overrides_a_newer_one()
    {
        var http = (await portal.CreateApiClientAsync(Scopes.DisclosuresWrite)).Http;
        await SendAsync(http, HttpMethod.Put, "/api/v1/sources/%2Fsteady", Whole);

        await SendAsync(
            http,
            HttpMethod.Post,
            "/api/v1/sources/%2Fsteady/heartbeat",
            """{"completeUntil":"2026-02-02T00:00:00Z"}"""
        );
        var late = await SendAsync(
            http,
            HttpMethod.Post,
            "/api/v1/sources/%2Fsteady/heartbeat",
            """{"completeUntil":"2026-02-01T00:00:00Z"}"""
        );

        ((DateTimeOffset?)late.Answer["completeUntil"]).ShouldBe(
            new DateTimeOffset(2026, 2, 2, 0, 0, 0, TimeSpan.Zero)
        );
    }

    [Fact]
    public async Task A_heartbeat_of_an_unknown_source_says_how_to_announce_it()
    {
        var (code, answer) = await SendAsync(
            (await portal.CreateApiClientAsync(Scopes.DisclosuresWrite)).Http,
            HttpMethod.Post,
            "/api/v1/sources/%2Fnobody/heartbeat",
            """{"completeUntil":"2026-02-02T00:00:00Z"}"""
        );

        code.ShouldBe(HttpStatusCode.NotFound);
        ((string?)answer["type"]).ShouldEndWith("/problems/not-announced");
        ((string?)answer["detail"]).ShouldNotBeNull().ShouldContain("PUT /api/v1/sources/{source}");
    }

    [Theory]
    [InlineData("""{"completeSince":"2026-01-01T00:00:00Z","covers":["llm-provider"]}""", "/name")]
    [InlineData("""{"name":"X","covers":["llm-provider"]}""", "/completeSince")]
    [InlineData("""{"name":"X","completeSince":"2126-01-01T00:00:00Z","covers":["llm-provider"]}""", "/completeSince")]
    [InlineData("""{"name":"X","completeSince":"2026-01-01T00:00:00Z","covers":[]}""", "/covers")]
    [InlineData(
        """{"name":"X","completeSince":"2026-01-01T00:00:00Z","covers":["llm-provider","bank"]}""",
        "/covers/1"
    )]
    public async Task A_source_with_a_wrong_field_is_refused(string body, string pointer)
    {
        var (code, answer) = await SendAsync(
            (await portal.CreateApiClientAsync(Scopes.DisclosuresWrite)).Http,
            HttpMethod.Put,
            "/api/v1/sources/%2Fwrong",
            body
        );

        code.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)answer["errors"]![0]!["pointer"]).ShouldBe(pointer);
        (await CompletenessAsync()).Sources.ShouldNotContain(s => s.Id == "/wrong");
    }

    [Fact]
    public void The_record_is_complete_since_the_latest_start_of_a_source_and_up_to_the_slowest_one()
    {
        var day = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var completeness = new Completeness([
            new("/a", "A", day, day.AddDays(9), day.AddDays(9), [PartyKind.LlmProvider, PartyKind.ImageApi]),
            new("/b", "B", day.AddDays(1), day.AddDays(8), day.AddDays(10), [PartyKind.HiringCompany]),
        ]);

        completeness.CompleteSince.ShouldBe(day.AddDays(1));
        completeness.CompleteUntil.ShouldBe(day.AddDays(8));
        completeness.LastHeard.ShouldBe(day.AddDays(9));
        completeness.NotCovered.ShouldBe([
            PartyKind.ModelTraining,
            PartyKind.ExternalSource,
            PartyKind.JoinarenaSystem,
            PartyKind.OtherService,
        ]);
        new Completeness([]).CompleteSince.ShouldBeNull();
        new Completeness([]).NotCovered.Count.ShouldBe(7);
    }

    private async Task<Completeness> CompletenessAsync() =>
        await portal.Services.GetRequiredService<SourceRegister>().GetCompletenessAsync(default);

    private static async Task<(HttpStatusCode Code, JsonNode Answer)> SendAsync(
        HttpClient http,
        HttpMethod method,
        string address,
        string body
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
