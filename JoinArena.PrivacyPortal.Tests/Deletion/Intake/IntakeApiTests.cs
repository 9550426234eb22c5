using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Intake;

/// <summary>Requests that JoinArena's systems and employers hand in over the API.</summary>
public sealed class IntakeApiTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    private const string Path = "/api/v1/deletion-requests";

    private static readonly string s_recent = DateTimeOffset.UtcNow.AddDays(-3).ToIso();

    [Fact]
    public async Task A_request_is_entered_once_and_its_worker_sees_it_with_its_channel()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind");
        var api = (await portal.CreateApiClientAsync(Scopes.WorkersWrite)).Http;

        var (created, answer) = await PostAsync(api, Body(id), "a-key");
        var (repeated, same) = await PostAsync(api, Body(id), "a-key");
        var (reused, problem) = await PostAsync(api, Body(id, scope: "uncovered"), "a-key");

        created.ShouldBe(HttpStatusCode.Created, answer.ToJsonString());
        ((string?)answer["state"]).ShouldBe("confirmed");
        ((string?)answer["dueBy"]).ShouldNotBeNull();
        ((bool?)answer["identityAwaited"]).ShouldBe(true);
        (repeated, (string?)same["number"]).ShouldBe((HttpStatusCode.OK, (string?)answer["number"]));
        (reused, ApiClient.GetProblemKind(problem)).ShouldBe((HttpStatusCode.UnprocessableEntity, "key-reused"));
        var number = (string)answer["number"]!;
        (await worker.GoToAsync("/deletion")).Text.ShouldContain("It reached us by letter.");
        await worker.FollowAsync($"See progress: {number}");
        await worker.FollowAsync("Confirm that it is yours");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        worker.Text.ShouldContain("You proved who you are");
        (await worker.GoToAsync("/inbox")).Text.ShouldContain(
            $"We have received a deletion request from you: {number}"
        );
        using var export = await worker.FetchAsync("/my-data/export.json");
        (await export.Content.ReadAsStringAsync()).ShouldContain("\"channel\":\"mail\"");
    }

    [Fact]
    public async Task An_employers_own_key_enters_requests_of_its_applicants_only()
    {
        var id = await portal.CreateWorkerAsync("Employer");
        var stranger = await portal.CreateWorkerAsync("Northwind");
        var api = (await portal.CreateApiClientAsync(Scopes.GetErasuresScope($"{id}-Employer"))).Http;
        var everybodys = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;

        var (created, answer) = await PostAsync(api, Body(id, proof: "He wrote to us."));
        var (unknown, problem) = await PostAsync(api, Body(stranger));
        var (scopeless, missing) = await PostAsync(everybodys, Body(id));

        (created, (bool?)answer["identityAwaited"]).ShouldBe((HttpStatusCode.Created, true));
        (unknown, ApiClient.GetProblemKind(problem)).ShouldBe((HttpStatusCode.NotFound, "unknown-worker"));
        (scopeless, ApiClient.GetProblemKind(missing)).ShouldBe((HttpStatusCode.Forbidden, "scope-missing"));
    }

    [Theory]
    [InlineData("""{}""", "/workerId", "/receivedAt", "/channel", "/scope")]
    [InlineData("""{"workerId":"w","receivedAt":"2026-01-02","channel":"mail","scope":"everything"}""", "/receivedAt")]
    [InlineData("""{"workerId":"w","receivedAt":"RECENT","channel":"fax","scope":"all"}""", "/channel", "/scope")]
    [InlineData(
        """{"workerId":"w","receivedAt":"2199-01-02T00:00:00Z","channel":"mail","scope":"everything"}""",
        "/receivedAt"
    )]
    [InlineData(
        """{"workerId":"w","receivedAt":"1999-01-02T00:00:00Z","channel":"mail","scope":"everything"}""",
        "/receivedAt"
    )]
    [InlineData("""{"workerId":"w","receivedAt":"RECENT","channel":"portal","scope":"everything"}""", "/channel")]
    [InlineData(
        """{"workerId":"w","receivedAt":"RECENT","channel":"agent","scope":"everything"}""",
        "/agent",
        "/proof"
    )]
    [InlineData("""{"workerId":"w","receivedAt":"RECENT","channel":"mail","scope":"categories"}""", "/categories")]
    [InlineData("""{"workerId":"w","receivedAt":"RECENT","channel":"mail","scope":"interview"}""", "/interviewId")]
    [InlineData("""{"workerId":"w","receivedAt":"RECENT","channel":"mail","scope":"party"}""", "/partyId")]
    public async Task A_wrong_body_is_refused_with_a_pointer_to_each_field(string body, params string[] pointers)
    {
        var api = (await portal.CreateApiClientAsync(Scopes.WorkersWrite)).Http;

        var (status, problem) = await PostAsync(api, JsonNode.Parse(body.Replace("RECENT", s_recent))!);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["errors"]!.AsArray().Select(e => (string?)e!["pointer"]).ShouldBe(pointers, ignoreOrder: true);
    }

    private static JsonObject Body(string worker, string scope = "everything", string? proof = null) =>
        new()
        {
            ["workerId"] = worker,
            ["receivedAt"] = s_recent,
            ["channel"] = "mail",
            ["scope"] = scope,
            ["proof"] = proof,
        };

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(
        HttpClient api,
        JsonNode body,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await api.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
