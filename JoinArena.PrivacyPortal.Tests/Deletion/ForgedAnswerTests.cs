using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// Answers by those who may not give them, or not any more: over the API, over links, and on the page behind a mailed
/// link.
/// </summary>
public sealed class ForgedAnswerTests(ForgedAnswerTests.ForgedAnswerPortal portal)
    : IClassFixture<ForgedAnswerTests.ForgedAnswerPortal>
{
    [Fact]
    public async Task A_partys_key_lists_and_answers_its_own_erasures_and_no_others()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var own = await TaskAsync(worker, number, "Acme");
        var others = await TaskAsync(worker, number, "Northwind");
        var acme = (await portal.CreateApiClientAsync(Scopes.GetErasuresScope($"{worker}-Acme"))).Http;

        (await acme.GetFromJsonAsync<JsonNode>("/api/v1/erasures"))!["erasures"]!
            .AsArray()
            .Select(e => (string?)e!["taskId"])
            .ShouldBe([own.ToString()]);
        (await acme.GetFromJsonAsync<JsonNode>($"/api/v1/erasures?party={worker}-Northwind"))!["erasures"]!
            .AsArray()
            .ShouldBeEmpty();
        (await PostAsync(acme, $"/api/v1/erasures/{others}/outcome")).ShouldBe((HttpStatusCode.NotFound, "not-found"));
        (await PostAsync(acme, $"/api/v1/erasures/{own}/outcome")).Code.ShouldBe(HttpStatusCode.OK);

        (await StatesAsync(worker, number)).ShouldBe(["Acme Erased", "Northwind Pending"]);
        using var worked = await acme.PutAsJsonAsync(
            "/api/v1/parties/acme",
            new { name = "Acme", kind = "llm-provider" }
        );
        worked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_partys_key_still_opens_its_erasures_after_the_party_was_merged_into_another()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var acme = (await portal.CreateApiClientAsync(Scopes.GetErasuresScope($"{worker}-Acme"))).Http;

        (
            await portal
                .Services.GetRequiredService<PartyMergeService>()
                .MergeAsync($"{worker}-Acme", $"{worker}-Northwind", "admin@example.com", default)
        ).IsSuccess.ShouldBeTrue();

        (await acme.GetFromJsonAsync<JsonNode>("/api/v1/erasures"))!["erasures"]!.AsArray().ShouldNotBeEmpty();
        var asked = (
            await portal.Services.GetRequiredService<RequestQueries>().FindAsync(worker, number, default)
        )!.Tasks.First(t => !t.FollowsOtherTask);
        (await PostAsync(acme, $"/api/v1/erasures/{asked.Id}/outcome")).Code.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_for_an_unknown_party_is_not_made()
    {
        var keys = portal.Services.GetRequiredService<ApiKeyStore>();
        foreach (
            var scope in new[]
            {
                "erasures:write/",
                "erasures:write/ ",
                "erasures:write/a b",
                "erasures:write/a/b",
                "workers:write/acme",
            }
        )
        {
            (await keys.CreateAsync($"k-{Guid.NewGuid():N}", [scope], default)).Error.ShouldBe(
                ApiKeyError.UnknownScope,
                scope
            );
        }
    }

    [Fact]
    public async Task A_partys_link_answers_for_no_other_partys_task()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var own = await TaskAsync(worker, number, "Acme");
        var others = await TaskAsync(worker, number, "Northwind");
        var link = Links.CreateApiUrl(own, 1, new(2099, 1, 1)).AbsolutePath.Split('/')[^1];
        using var anyone = new HttpClient { BaseAddress = portal.Url };

        (await PostAsync(anyone, $"/api/v1/erasures/{others}/outcome/{link}")).ShouldBe(
            (HttpStatusCode.Forbidden, "link-invalid")
        );
        (await StatesAsync(worker, number)).ShouldBe(["Acme Pending", "Northwind Pending"]);
    }

    [Fact]
    public async Task An_expired_link_answers_nothing_and_says_so()
    {
        var (worker, number) = await AskedAsync("Acme");
        var task = await TaskAsync(worker, number, "Acme");
        var due = DateOnly.FromDateTime(portal.Clock!.GetUtcNow().UtcDateTime).AddDays(30);
        var program = Links.CreateApiUrl(task, 1, due).AbsolutePath;
        var person = Links.CreatePagePath(task, 1, due);
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        portal.Moves(TimeSpan.FromDays(92));

        (await PostAsync(anyone, program)).ShouldBe((HttpStatusCode.Gone, "link-expired"));
        (await portal.CreateAnonymousClient().GoToAsync(person)).Status.ShouldBe(410);
        (await StatesAsync(worker, number)).Single().ShouldNotBe("Acme Erased");
    }

    [Fact]
    public async Task A_replayed_callback_changes_nothing_and_a_conflicting_one_is_shown_to_staff()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var task = await TaskAsync(worker, number, "Acme");
        var link = Links.CreateApiUrl(task, 1, new(2099, 1, 1)).AbsolutePath;
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        for (var n = 0; n < 3; n++)
            (await PostAsync(anyone, link)).Code.ShouldBe(HttpStatusCode.OK);

        var request = (await portal.Services.GetRequiredService<RequestQueries>().FindAsync(worker, number, default))!;
        request.Events.Count(e => e.Kind is RequestEventKind.PartyAnswered).ShouldBe(1);
        (await PostAsync(anyone, link, new { outcome = "refused", note = "We changed our mind." })).Code.ShouldBe(
            HttpStatusCode.Conflict
        );

        var officer = await (await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer))).GoToAsync(
            $"/staff/requests/{number}"
        );
        officer.Text.ShouldContain("We changed our mind.");
        (await StatesAsync(worker, number)).ShouldBe(["Acme Erased", "Northwind Pending"]);
    }

    private OutcomeLinks Links => portal.Services.GetRequiredService<OutcomeLinks>();

    private async Task<(string Worker, string Number)> AskedAsync(params string[] parties)
    {
        var worker = await portal.AnnouncedAsync(parties);
        var desk = portal.Services.GetRequiredService<RequestService>();
        var number = (await desk.SubmitAsync(worker, DeletionScope.Everything, null, default)).Value!;
        (await desk.ConfirmAsync(worker, number, new(portal.Clock!.GetUtcNow()), default)).IsSuccess.ShouldBeTrue();
        (await desk.NotifyPartiesNowAsync(worker, number, default)).IsSuccess.ShouldBeTrue();
        return (worker, number);
    }

    private async Task<Guid> TaskAsync(string worker, string number, string party) =>
        (await portal.Services.GetRequiredService<RequestQueries>().FindAsync(worker, number, default))!
            .Tasks.Single(t => t.PartyName == party)
            .Id;

    private async Task<IReadOnlyList<string>> StatesAsync(string worker, string number) =>
        [
            .. (
                await portal.Services.GetRequiredService<RequestQueries>().FindAsync(worker, number, default)
            )!.Tasks.Select(t => $"{t.PartyName} {t.State}"),
        ];

    private static async Task<(HttpStatusCode Code, string? Type)> PostAsync(
        HttpClient http,
        string path,
        object? said = null
    )
    {
        using var answer = await http.PostAsJsonAsync(path, said ?? new { outcome = "erased" });
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : ApiClient.GetProblemKind(json));
    }

    /// <summary>The portal with a clock that can be moved on.</summary>
    public sealed class ForgedAnswerPortal : Portal
    {
        private static int s_people;
        private readonly LaterClock _clock = new();

        public override TimeProvider Clock => _clock;

        /// <summary>Later it is.</summary>
        public void Moves(TimeSpan by) => _clock.Offset += by;

        /// <summary>A worker whose recording each of these parties has.</summary>
        public async Task<string> AnnouncedAsync(params string[] parties)
        {
            var api = await CreateApiClientAsync();
            var id = $"w-forged-{Interlocked.Increment(ref s_people)}";
            await api.PutWorkerAsync(id, $"{id}@people.example", "Ana Lopes", "DE");
            foreach (var party in parties)
            {
                await api.PutPartyAsync($"{id}-{party}", party, "hiring-company");
                await api.DiscloseAsync(Given.Disclosure(id, $"{id}-{party}", "hiring"));
            }

            return id;
        }

        private sealed class LaterClock : TimeProvider
        {
            public TimeSpan Offset { get; set; }

            public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
        }
    }
}
