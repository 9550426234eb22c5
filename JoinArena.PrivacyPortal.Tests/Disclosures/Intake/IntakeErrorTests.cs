using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>Everything that can be wrong with an event, and what the answer tells the caller to do about it.</summary>
public sealed class IntakeErrorTests(Portal portal) : IClassFixture<Portal>
{
    private readonly string _worker = $"w-{Guid.NewGuid():N}";

    public static TheoryData<string, string, string, string> Wrong =>
        new()
        {
            { "/data/workerId", "\"w-nobody\"", "not-announced", "PUT /api/v1/workers/{workerId}" },
            { "/data/partyId", "\"nobody\"", "not-announced", "PUT /api/v1/parties/{partyId}" },
            { "/data/items/0/category", "\"shoe-size\"", "invalid", "interview-recording" },
            { "/data/purpose", "\"marketing\"", "invalid", "candidate-evaluation" },
            { "/data/direction", "\"sideways\"", "invalid", "disclosed" },
            { "/time", "\"2126-01-01T00:00:00Z\"", "invalid", "five minutes" },
            { "/time", "\"yesterday\"", "invalid", "RFC 3339" },
            { "/source", "\"\"", "invalid", "1 to 200" },
            { "/type", "\"com.joinarena.disclosure.v2\"", "invalid", "com.joinarena.disclosure.v1" },
            { "/data/items", "[]", "invalid", "1 to 200 items" },
            { "/data/interviewId", "\"../../etc/passwd\"", "invalid", "letters, digits" },
            { "/data/workerId", "\"w-1'; DROP TABLE Workers;--\"", "invalid", "letters, digits" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_invalid_field_is_pointed_at_with_what_would_be_valid(
        string pointer,
        string value,
        string problem,
        string hint
    )
    {
        var api = await ArrangeAsync();
        var wrong = Given.Disclosure(_worker, "parley-ai");
        var at = (JsonNode)wrong;
        var steps = pointer.Split('/')[1..];
        foreach (var step in steps[..^1])
            at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        at[steps[^1]] = JsonNode.Parse(value);

        var rejected = (await api.ReportAsync(wrong))["rejected"]!.AsArray().ShouldHaveSingleItem()!;

        ((string?)rejected["problem"]!["type"]).ShouldEndWith($"/problems/{problem}");
        var error = rejected["problem"]!["errors"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)error["pointer"]).ShouldBe(pointer);
        ((string?)error["detail"]).ShouldNotBeNull().ShouldContain(hint);
        (await TimesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_that_arrived_before_its_worker_and_party_is_accepted_once_they_are_announced()
    {
        var api = await portal.CreateApiClientAsync();
        var early = Given.Disclosure(_worker, $"late-{_worker}");
        ((string?)(await api.ReportAsync(early))["rejected"]![0]!["problem"]!["detail"])
            .ShouldNotBeNull()
            .ShouldContain("send this same event again");

        await api.PutWorkerAsync(_worker, $"{_worker}@people.example", "Ana");
        await api.PutPartyAsync($"late-{_worker}", "Latecomer", "llm-provider");

        await api.DiscloseAsync(early);
        (await TimesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_hundred_items_are_accepted_and_one_more_is_refused()
    {
        var api = await ArrangeAsync();
        JsonArray Items(int count) =>
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(n => new JsonObject { ["id"] = $"i-{n}", ["category"] = "transcript" }),
            ];
        var most = Given.Disclosure(_worker, "parley-ai");
        var more = Given.Disclosure(_worker, "parley-ai");
        most["data"]!["items"] = Items(200);
        more["data"]!["items"] = Items(201);

        ((int?)(await api.ReportAsync(most))["accepted"]).ShouldBe(1);
        ((string?)(await api.ReportAsync(more))["rejected"]![0]!["problem"]!["errors"]![0]!["pointer"]).ShouldBe(
            "/data/items"
        );
    }

    [Fact]
    public async Task One_id_under_two_sources_is_two_events_and_under_one_source_with_other_content_a_conflict()
    {
        var api = await ArrangeAsync();
        JsonObject Event(string source, string item) =>
            new(
                Given
                    .Disclosure(
                        _worker,
                        "parley-ai",
                        id: $"{_worker}-1",
                        item: item,
                        at: new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)
                    )
                    .Select(p =>
                        KeyValuePair.Create(p.Key, p.Key == "source" ? JsonValue.Create(source) : p.Value?.DeepClone())
                    )
            );

        await api.DiscloseAsync(Event("/a", "rec-1"), Event("/b", "rec-1"));

        var again = await api.ReportAsync(Event("/a", "rec-1"), Event("/a", "rec-2"));
        ((int?)again["duplicates"]).ShouldBe(1);
        var conflict = again["rejected"]![0]!["problem"]!;
        (ApiClient.GetProblemKind(conflict), (int?)conflict["status"]).ShouldBe(("conflict", 409));
        ((string?)conflict["detail"]).ShouldNotBeNull().ShouldContain("com.joinarena.disclosure.corrected.v1");
        (await TimesAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData("😀 Parley 👩‍👩‍👧‍👦")]
    [InlineData("شركة المقابلات")]
    [InlineData("חברת ראיונות\u200Fabc")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_name_in_any_script_is_stored_unchanged(string name)
    {
        var api = await ArrangeAsync();
        await api.PutPartyAsync($"p-{_worker}", name, "llm-provider");
        await api.DiscloseAsync(Given.Disclosure(_worker, $"p-{_worker}"));

        (await portal.Services.GetRequiredService<DisclosureQueries>().ListPartiesAsync(_worker, default))
            .Single()
            .Name.ShouldBe(name);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_refused()
    {
        var api = await portal.CreateApiClientAsync();
        using var body = new StringContent(
            new JsonObject { ["name"] = new string('n', 10_000), ["kind"] = "llm-provider" }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );

        using var answer = await api.Http.PutAsync(new Uri("/api/v1/parties/long", UriKind.Relative), body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("/name");
    }

    [Fact]
    public async Task An_amendment_is_read_and_its_wrong_fields_are_named()
    {
        var api = await ArrangeAsync();
        await api.DiscloseAsync(Given.Disclosure(_worker, "parley-ai", id: $"{_worker}-1"));

        await api.DiscloseAsync(
            Given.Correction($"{_worker}-1", Given.Disclosure(_worker, "parley-ai", item: "rec-other"))
        );
        var nameless = Given.Retraction("x", _worker);
        nameless["data"]!.AsObject().Remove("refersTo");

        ((string?)(await api.ReportAsync(nameless))["rejected"]![0]!["problem"]!["errors"]![0]!["pointer"]).ShouldBe(
            "/data/refersTo/id"
        );
        (await TimesAsync()).ShouldBe(1);
    }

    private async Task<int> TimesAsync() =>
        (await portal.Services.GetRequiredService<DisclosureQueries>().ListPartiesAsync(_worker, default)).Sum(p =>
            p.Times
        );

    private async Task<ApiClient> ArrangeAsync()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(_worker, $"{_worker}@people.example", "Ana");
        await api.PutPartyAsync("parley-ai", "Parley AI", "llm-provider");
        return api;
    }
}
