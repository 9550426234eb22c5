using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Answers by those who may not give them, or not any more: over the API, over links, and on the page behind a mailed link.</summary>
public sealed class ForgedAnswerTests(ForgedAnswerTests.LaterPortal portal) : IClassFixture<ForgedAnswerTests.LaterPortal>
{
    [Fact]
    public async Task A_partys_key_lists_and_answers_its_own_erasures_and_knows_of_nobody_elses()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var (own, others) = (await TaskAsync(worker, number, "Acme"), await TaskAsync(worker, number, "Northwind"));
        var acme = (await portal.ApiAsync(Scopes.ErasuresOf($"{worker}-Acme"))).Http;

        (await acme.GetFromJsonAsync<JsonNode>("/api/v1/erasures"))!["erasures"]!.AsArray().Select(e => (string?)e!["taskId"]).ShouldBe([own.ToString()]);
        (await acme.GetFromJsonAsync<JsonNode>($"/api/v1/erasures?party={worker}-Northwind"))!["erasures"]!.AsArray().ShouldBeEmpty();
        (await PostAsync(acme, $"/api/v1/erasures/{others}/outcome")).ShouldBe((HttpStatusCode.NotFound, "urn:joinarena:problem:not-found"));
        (await PostAsync(acme, $"/api/v1/erasures/{own}/outcome")).Code.ShouldBe(HttpStatusCode.OK);

        (await StatesAsync(worker, number)).ShouldBe(["Acme Erased", "Northwind Pending"]);
        using var worked = await acme.PutAsJsonAsync("/api/v1/parties/acme", new { name = "Acme", kind = "llm-provider" });
        worked.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_partys_key_still_opens_its_erasures_once_it_was_found_to_be_one_with_another()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var acme = (await portal.ApiAsync(Scopes.ErasuresOf($"{worker}-Acme"))).Http;

        (await portal.Services.GetRequiredService<PartyMerge>().MergeAsync($"{worker}-Acme", $"{worker}-Northwind", "admin@example.com", default)).IsDone.ShouldBeTrue();

        (await acme.GetFromJsonAsync<JsonNode>("/api/v1/erasures"))!["erasures"]!.AsArray().ShouldNotBeEmpty();
        var asked = (await portal.Services.GetRequiredService<DeletionTracker>().FindAsync(worker, number, default))!.Tasks.First(t => !t.Follows);
        (await PostAsync(acme, $"/api/v1/erasures/{asked.Id}/outcome")).Code.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_for_no_partys_name_at_all_is_not_made()
    {
        var keys = portal.Services.GetRequiredService<ApiKeyring>();
        foreach (var scope in new[] { "erasures:write/", "erasures:write/ ", "erasures:write/a b", "erasures:write/a/b", "workers:write/acme" })
            (await keys.CreateAsync($"k-{Guid.NewGuid():N}", [scope], default)).Refusal.ShouldBe(ApiKeyRefusal.UnknownScope, scope);
    }

    [Fact]
    public async Task A_partys_link_answers_for_no_other_partys_task()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var (own, others) = (await TaskAsync(worker, number, "Acme"), await TaskAsync(worker, number, "Northwind"));
        var link = Links.ForPrograms(own, 1, new(2099, 1, 1)).AbsolutePath.Split('/')[^1];
        using var anyone = new HttpClient { BaseAddress = portal.Url };

        (await PostAsync(anyone, $"/api/v1/erasures/{others}/outcome/{link}")).ShouldBe((HttpStatusCode.Forbidden, "urn:joinarena:problem:link-invalid"));
        (await StatesAsync(worker, number)).ShouldBe(["Acme Pending", "Northwind Pending"]);
    }

    [Fact]
    public async Task A_link_that_was_kept_too_long_answers_nothing_and_says_so()
    {
        var (worker, number) = await AskedAsync("Acme");
        var task = await TaskAsync(worker, number, "Acme");
        var due = DateOnly.FromDateTime(portal.Clock!.GetUtcNow().UtcDateTime).AddDays(30);
        var (program, person) = (Links.ForPrograms(task, 1, due).AbsolutePath, Links.ForPeople(task, 1, due));
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        portal.Moves(TimeSpan.FromDays(92));

        (await PostAsync(anyone, program)).ShouldBe((HttpStatusCode.Gone, "urn:joinarena:problem:link-expired"));
        (await portal.Stranger().GoToAsync(person)).Status.ShouldBe(410);
        (await StatesAsync(worker, number)).Single().ShouldNotBe("Acme Erased");
    }

    [Fact]
    public async Task A_callback_that_is_recorded_and_played_again_changes_nothing_more_and_what_contradicts_it_is_shown_to_staff()
    {
        var (worker, number) = await AskedAsync("Acme", "Northwind");
        var task = await TaskAsync(worker, number, "Acme");
        var link = Links.ForPrograms(task, 1, new(2099, 1, 1)).AbsolutePath;
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        for (var n = 0; n < 3; n++) (await PostAsync(anyone, link)).Code.ShouldBe(HttpStatusCode.OK);

        var request = (await portal.Services.GetRequiredService<DeletionTracker>().FindAsync(worker, number, default))!;
        request.Events.Count(e => e.Kind is RequestEventKind.PartyAnswered).ShouldBe(1);
        (await PostAsync(anyone, link, new { outcome = "refused", note = "We changed our mind." })).Code.ShouldBe(HttpStatusCode.Conflict);

        var officer = await (await portal.SignInAsync(await portal.HasStaffAsync(Roles.Officer))).GoToAsync($"/staff/requests/{number}");
        officer.Text.ShouldContain("We changed our mind.");
        (await StatesAsync(worker, number)).ShouldBe(["Acme Erased", "Northwind Pending"]);
    }

    private OutcomeLinks Links => portal.Services.GetRequiredService<OutcomeLinks>();

    private async Task<(string Worker, string Number)> AskedAsync(params string[] parties)
    {
        var worker = await portal.AnnouncedAsync(parties);
        var desk = portal.Services.GetRequiredService<DeletionDesk>();
        var number = (await desk.SubmitAsync(worker, DeletionScope.Everything, null, default)).Value!;
        (await desk.ConfirmAsync(worker, number, new(portal.Clock!.GetUtcNow()), default)).IsDone.ShouldBeTrue();
        (await desk.TellNowAsync(worker, number, default)).IsDone.ShouldBeTrue();
        return (worker, number);
    }

    private async Task<Guid> TaskAsync(string worker, string number, string party) =>
        (await portal.Services.GetRequiredService<DeletionTracker>().FindAsync(worker, number, default))!.Tasks.Single(t => t.PartyName == party).Id;

    private async Task<IReadOnlyList<string>> StatesAsync(string worker, string number) =>
        [.. (await portal.Services.GetRequiredService<DeletionTracker>().FindAsync(worker, number, default))!.Tasks.Select(t => $"{t.PartyName} {t.State}")];

    private static async Task<(HttpStatusCode Code, string? Type)> PostAsync(HttpClient http, string path, object? said = null)
    {
        using var answer = await http.PostAsJsonAsync(path, said ?? new { outcome = "erased" });
        return (answer.StatusCode, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["type"]);
    }

    /// <summary>The portal with a clock that can be moved on.</summary>
    public sealed class LaterPortal : Portal
    {
        private static int s_people;
        private readonly LaterClock _clock = new();

        public override TimeProvider Clock => _clock;

        /// <summary>Later it is.</summary>
        public void Moves(TimeSpan by) => _clock.Offset += by;

        /// <summary>A worker whose recording each of these parties has.</summary>
        public async Task<string> AnnouncedAsync(params string[] parties)
        {
            var (api, id) = (await ApiAsync(), $"w-forged-{Interlocked.Increment(ref s_people)}");
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
