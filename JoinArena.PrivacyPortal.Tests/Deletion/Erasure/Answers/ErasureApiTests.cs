using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Answers;

/// <summary>Erasures that parties and JoinArena's systems list and answer over the API.</summary>
public sealed class ErasureApiTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task An_erasure_is_listed_for_its_party_until_it_is_answered()
    {
        var (party, task) = await AskedAsync();
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        var listed = await ListAsync(api, $"?party={party}&state=pending");
        using var answer = await api.PostAsJsonAsync($"/api/v1/erasures/{task}/outcome", new { outcome = "erased" });

        ((string?)listed["taskId"]).ShouldBe(task);
        ((string?)listed["items"]![0]!["category"]).ShouldBe("interview-recording");
        ((string?)listed["dueBy"]).ShouldNotBeNull();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await api.GetFromJsonAsync<JsonNode>($"/api/v1/erasures?party={party}&state=pending"))!["erasures"]!
            .AsArray()
            .ShouldBeEmpty();
        ((string?)(await ListAsync(api, $"?party={party}"))["state"]).ShouldBe("erased");
    }

    [Theory]
    [InlineData("""{"outcome":"gone"}""", "/outcome")]
    [InlineData("""{}""", "/outcome")]
    [InlineData("""{"outcome":"retained","until":"2099-01-01"}""", "/ground")]
    [InlineData("""{"outcome":"retained","ground":"because","until":"2099-01-01"}""", "/ground")]
    [InlineData("""{"outcome":"retained","ground":"gdpr-legal-claims"}""", "/until")]
    [InlineData("""{"outcome":"retained","ground":"gdpr-legal-claims","until":"soon"}""", "/until")]
    [InlineData("""{"outcome":"irreversible"}""", "/note")]
    public async Task An_incomplete_outcome_is_refused_with_a_pointer_to_the_field(string body, string pointer)
    {
        var (_, task) = await AskedAsync();
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        using var answer = await api.PostAsync(
            $"/api/v1/erasures/{task}/outcome",
            new StringContent(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json"))
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        ((string?)problem["type"]).ShouldEndWith("/problems/invalid");
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe(pointer);
    }

    [Fact]
    public async Task An_outcome_without_ground_and_last_day_is_refused_for_both_at_once()
    {
        var (_, task) = await AskedAsync();
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        using var answer = await api.PostAsJsonAsync($"/api/v1/erasures/{task}/outcome", new { outcome = "retained" });

        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        problem["errors"]!.AsArray().Select(e => (string?)e!["pointer"]).ShouldBe(["/ground", "/until"]);
    }

    [Theory]
    [InlineData("""{"outcome":"retained","ground":"because","until":"2099-01-01"}""", "gdpr-legal-claims")]
    [InlineData("""{"outcome":"retained","until":"2099-01-01"}""", "gdpr-legal-claims")]
    [InlineData("""{"outcome":"refused","ground":"because"}""", "gdpr-excessive")]
    public async Task A_ground_that_the_workers_law_does_not_know_is_refused_with_those_it_knows(
        string body,
        string known
    )
    {
        var (_, task) = await AskedAsync();
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        using var answer = await api.PostAsync(
            $"/api/v1/erasures/{task}/outcome",
            new StringContent(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json"))
        );

        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        ((string?)problem["errors"]![0]!["detail"]).ShouldNotBeNull().ShouldContain(known);
        var grounds = problem["grounds"]!.AsArray().Select(g => (string?)g).ToList();
        grounds.ShouldContain(known);
        grounds.ShouldAllBe(ground => ground!.StartsWith("gdpr-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_outcome_twice_is_accepted_and_a_different_one_is_a_conflict()
    {
        var (_, task) = await AskedAsync();
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        HttpStatusCode[] statuses =
        [
            await PostAsync(api, task, "erased"),
            await PostAsync(api, task, "erased"),
            await PostAsync(api, task, "nothing-held"),
        ];

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict]);
    }

    [Fact]
    public async Task A_missing_task_and_a_key_without_permission_get_different_answers()
    {
        var (_, task) = await AskedAsync();

        (
            await PostAsync(
                (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http,
                Guid.NewGuid().ToString(),
                "erased"
            )
        ).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync((await portal.CreateApiClientAsync(Scopes.WorkersWrite)).Http, task, "erased")).ShouldBe(
            HttpStatusCode.Forbidden
        );
        using var keyless = new HttpClient { BaseAddress = portal.Url };
        (await PostAsync(keyless, task, "erased")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_part_that_JoinArena_refused_is_listed_as_not_asked_without_its_reasons_and_takes_no_answer()
    {
        var (party, task) = await AskedAsync();
        var number = (await NumberOfAsync(task))!;
        var decisions = portal.Services.GetRequiredService<DecisionService>();
        var available = await portal
            .Services.GetRequiredService<DecisionPreviews>()
            .FindAvailableAsync(number, default);
        var refusal = new Refusal(Guid.Parse(task), available!.Grounds[0].Code, "Meant for the worker.");
        await decisions.ProposeAsync(number, refusal, Actor.Officer("one@team.example"), default);
        available = await portal.Services.GetRequiredService<DecisionPreviews>().FindAvailableAsync(number, default);
        await decisions.DecideAsync(available!.Proposals[0].Id, true, Actor.Officer("two@team.example"), default);
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        var listed = await ListAsync(api, $"?party={party}&state=not-asked");

        ((string?)listed["taskId"], (string?)listed["state"]).ShouldBe((task, "not-asked"));
        ((string?)listed["note"], (string?)listed["ground"]).ShouldBe((null, null));
        ((string?)listed["instruction"]).ShouldBe("Do nothing: JoinArena has decided not to ask for this.");
        (await PostAsync(api, task, "erased")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Erasures_in_an_unknown_state_cannot_be_listed() =>
        (
            await (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http.GetAsync(
                new Uri("/api/v1/erasures?state=done", UriKind.Relative)
            )
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    private static async Task<JsonNode> ListAsync(HttpClient api, string query) =>
        (await api.GetFromJsonAsync<JsonNode>($"/api/v1/erasures{query}"))!["erasures"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

    private static async Task<HttpStatusCode> PostAsync(HttpClient api, string task, string outcome)
    {
        using var answer = await api.PostAsJsonAsync($"/api/v1/erasures/{task}/outcome", new { outcome });
        return answer.StatusCode;
    }

    private async Task<string?> NumberOfAsync(string task)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        return await db
            .DeletionRequests.Where(r => r.Tasks.Any(t => t.Id == Guid.Parse(task)))
            .Select(r => r.Number)
            .SingleOrDefaultAsync();
    }

    /// <summary>Starts a request whose only party has not answered.</summary>
    private async Task<(string Party, string Task)> AskedAsync()
    {
        var id = await portal.CreateWorkerAsync("Northwind");
        var requests = portal.Services.GetRequiredService<RequestService>();
        var number = (await requests.SubmitAsync(id, DeletionScope.Everything, null, default)).Value!;
        (
            await requests.ConfirmAsync(id, number, new(TimeProvider.System.GetUtcNow()), default)
        ).IsSuccess.ShouldBeTrue();
        await requests.NotifyPartiesNowAsync(id, number, default);
        var request = await portal.Services.GetRequiredService<RequestQueries>().FindAsync(id, number, default);
        return ($"{id}-Northwind", request!.Tasks[0].Id.ToString());
    }
}
