using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>Characters, times and codes that must not come in, at every door, on both databases.</summary>
public abstract class TextAtTheDoorTests(Portal portal)
{
    private const string Worker =
        """{"email":"{m}@people.example","name":"Ana","jurisdiction":"DE","locale":"en","timeZone":"UTC"}""";

    private const string Party = """
        {"name":"Acme","kind":"llm-provider","country":"US","website":"https://acme.example",
         "privacyContact":"https://acme.example/privacy","connector":{"type":"manual"}}
        """;

    private const string Item = """{"category":"resume","label":"Mine","createdAt":"2026-11-20T10:15:00Z"}""";

    private const string Source =
        """{"name":"Evaluator","completeSince":"2026-01-01T00:00:00Z","covers":["llm-provider"]}""";

    private readonly string _mark = $"d-{Guid.NewGuid():N}";

    public static TheoryData<string, string, string> Names =>
        new()
        {
            { "workers/{m}", Worker, "/name" },
            { "parties/{m}", Party, "/name" },
            { "parties/{m}", Party, "/website" },
            { "parties/{m}", Party, "/privacyContact" },
            { "workers/{w}/items/i-1", Item, "/label" },
            { "sources/{m}", Source, "/name" },
        };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_text_with_a_character_that_breaks_something_is_refused_where_it_stands(
        string address,
        string body,
        string pointer
    )
    {
        var api = await ArrangeAsync();
        (await PutAsync(api, address, body)).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
        foreach (var bad in new[] { @"\u0000", @"\t", @"\r\n", @"\u0085", @"\u202E", @"\u001b" })
        {
            var text = body.Replace(Read(body, pointer), Read(body, pointer) + bad, StringComparison.Ordinal);
            var (status, answer) = await PutAsync(api, address, text);

            status.ShouldBe(HttpStatusCode.BadRequest, $"{pointer} {bad} {answer}");
            answer["errors"]!.AsArray().ShouldContain(e => (string?)e!["pointer"] == pointer, $"{bad} {answer}");
        }
    }

    [Theory]
    [InlineData("/id", "\"a\\u0000b\"")]
    [InlineData("/source", "\"/a\\u202Eb\"")]
    [InlineData("/data/detail/model", "\"a\\u0000b\"")]
    [InlineData("/data/detail/subprocessors/1", "\"a\\uD800b\"")]
    [InlineData("/data/detail", "{\"a\\u0000b\":1}")]
    public async Task A_text_of_an_event_is_refused_where_it_stands_and_the_rest_of_the_batch_is_taken(
        string pointer,
        string json
    )
    {
        var api = await ArrangeAsync();
        var bad = Given.Disclosure(_mark, $"p-{_mark}");
        bad["data"]!["detail"] = JsonNode.Parse("""{"model":"m","subprocessors":["a","b"]}""");
        var at = (JsonNode)bad;
        foreach (var step in pointer.Split('/')[1..^1])
            at = at[step]!;
        var last = pointer.Split('/')[^1];
        if (int.TryParse(last, out var index))
            at[index] = "HERE";
        else
            at[last] = "HERE";
        var good = Given.Disclosure(_mark, $"p-{_mark}").ToJsonString();
        var batch = $"[{good},{bad.ToJsonString().Replace("\"HERE\"", json)},{Given.Disclosure(_mark, $"p-{_mark}")}]";

        using var body = new StringContent(batch, Encoding.UTF8);
        body.Headers.ContentType = new("application/cloudevents-batch+json");
        using var answer = await api.Http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        ((int?)said["accepted"]).ShouldBe(2, said.ToJsonString());
        ((string?)said["rejected"]![0]!["problem"]!["errors"]![0]!["pointer"]).ShouldBe(pointer, said.ToJsonString());
    }

    [Theory]
    [InlineData("sources/{m}", Source, "/completeSince")]
    [InlineData("workers/{w}/items/i-2", Item, "/createdAt")]
    public async Task Every_endpoint_reads_instants_in_the_same_way(string address, string body, string pointer)
    {
        var api = await ArrangeAsync();
        foreach (
            var good in new[] { "2026-01-01T10:15:00.123456789Z", "2026-01-01t10:15:00z", "2026-01-01T10:15:00+05:30" }
        )
        {
            var (status, answer) = await PutAsync(api, address, body.Replace(Read(body, pointer), good));
            status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
            answer.ShouldNotBeNull(good);
        }

        foreach (
            var bad in new[] { "2026-01-01T10:15:00", "2026-01-01T10:15:00+0100", "2026-01-01", "0001-01-01T00:00:00Z" }
        )
        {
            var (status, answer) = await PutAsync(api, address, body.Replace(Read(body, pointer), bad));
            status.ShouldBe(HttpStatusCode.BadRequest, $"{bad} {answer}");
            ((string?)answer["errors"]![0]!["pointer"]).ShouldBe(pointer);
        }
    }

    [Fact]
    public async Task A_heartbeat_is_in_no_zone_but_the_one_it_names()
    {
        var api = await ArrangeAsync();
        (await PutAsync(api, "sources/{m}", Source)).Status.ShouldBe(HttpStatusCode.Created);

        foreach (
            var (sent, status) in new[]
            {
                ("2026-01-02T00:00:00", HttpStatusCode.BadRequest),
                ("2026-01-02T00:00:00+0100", HttpStatusCode.BadRequest),
                ("2026-01-02T00:00:00.123456789+01:00", HttpStatusCode.OK),
            }
        )
        {
            using var body = new StringContent($$"""{"completeUntil":"{{sent}}"}""", Encoding.UTF8, "application/json");
            using var answer = await api.Http.PostAsync($"/api/v1/sources/{_mark}-x/heartbeat", body);
            answer.StatusCode.ShouldBe(status, sent);
            if (status is HttpStatusCode.OK)
                (await answer.Content.ReadAsStringAsync()).ShouldContain("2026-01-01T23:00:00.123");
        }
    }

    [Theory]
    [InlineData("jurisdiction", "EU", "code of the country")]
    [InlineData("jurisdiction", "XX", "ISO 3166-1")]
    [InlineData("locale", "es_MX.UTF-8", "BCP 47")]
    [InlineData("timeZone", "right/Europe/Lisbon", "Europe/Lisbon")]
    [InlineData("timeZone", "localtime", "IANA")]
    public async Task A_worker_without_a_place_a_language_or_a_zone_is_refused_with_what_to_write(
        string member,
        string value,
        string hint
    )
    {
        var worker = JsonNode.Parse(Worker)!;
        worker[member] = value;

        var (status, answer) = await PutAsync(await ArrangeAsync(), "workers/{m}", worker.ToJsonString());

        status.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)answer["errors"]![0]!["pointer"]).ShouldBe($"/{member}");
        ((string?)answer["errors"]![0]!["detail"]).ShouldNotBeNull().ShouldContain(hint);
    }

    [Fact]
    public async Task A_query_with_such_a_character_finds_nothing()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("q-party", "Acme"));
        var person = await portal.SignInAsync(worker.Email);
        foreach (var name in new[] { "q", "party", "interview", "item", "clause" })
        {
            await person.GoToAsync($"/my-data?{name}=a%00b%ED%A0%80");
            person.Status.ShouldBe(200, name);
            person.Page.QuerySelectorAll("a[href^='/my-data/disclosures/']").ShouldBeEmpty(name);
        }

        foreach (var days in new[] { "from=0001-01-01", "to=9999-12-31", "from=0001-01-01&to=9999-12-31" })
        {
            await person.GoToAsync($"/my-data?{days}");
            person.Status.ShouldBe(200, days);
            person.Page.QuerySelectorAll("a[href^='/my-data/disclosures/']").ShouldNotBeEmpty(days);
        }

        var api = await portal.CreateApiClientAsync();
        using var listed = await api.Http.GetAsync("/api/v1/erasures?party=a%00b");
        (await listed.Content.ReadAsStringAsync()).ShouldContain("\"erasures\":[]");
    }

    [Fact]
    public async Task What_a_job_has_set_aside_is_shown_to_the_team_until_it_is_processed()
    {
        var rows = portal.Services.GetRequiredService<SetAsideRows>();
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        (
            await rows.TryAsync<OutboxDispatchJob>("row-17", () => throw new FormatException("of somebody"), default)
        ).ShouldBeFalse();
        await officer.GoToAsync("/staff/deliveries");
        officer.Text.ShouldContain("OutboxDispatchJob row-17");
        officer.Text.ShouldContain("FormatException");
        officer.Text.ShouldNotContain("of somebody");
        (await officer.GoToAsync("/")).Text.ShouldContain("A job could not process 1 row.");

        // Another node of the same database, or this one after a restart, knows it too.
        rows = portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateSetAside(portal.Services.GetRequiredService<TimeProvider>());
        (await rows.ListAsync(default)).ShouldHaveSingleItem().Row.ShouldBe("row-17");
        (await rows.TryAsync<OutboxDispatchJob>("row-17", () => Task.CompletedTask, default)).ShouldBeTrue();
        (await officer.GoToAsync("/staff/deliveries")).Text.ShouldNotContain("row-17");
    }

    /// <summary>The text of a member in a body of one level.</summary>
    private static string Read(string body, string pointer) =>
        Regex
            .Match(body, $"\"{pointer[1..]}\":\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Groups[1]
            .Value;

    private async Task<ApiClient> ArrangeAsync()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(_mark, $"{_mark}-w@people.example", "Ana");
        await api.PutPartyAsync($"p-{_mark}", "Acme", "llm-provider");
        return api;
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PutAsync(ApiClient api, string address, string body)
    {
        var path = Fill(address);
        var json = Fill(body);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await api.Http.PutAsync(new Uri($"/api/v1/{path}", UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private string Fill(string text) => text.Replace("{m}", $"{_mark}-x").Replace("{w}", _mark);

    public sealed class OnSqlite(Portal portal) : TextAtTheDoorTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal)
        : TextAtTheDoorTests(portal),
            IClassFixture<PortalOnPostgres>;
}
