using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>Every example of the API's description, sent to a portal, and answered as it says.</summary>
public sealed class ApiExampleTests(ReturningPortal portal) : IClassFixture<ReturningPortal>
{
    private const string Json = "application/json";
    private const string Batch = "application/cloudevents-batch+json";

    private JsonNode _description = null!;
    private HttpClient _http = null!;

    [Fact]
    public async Task Every_example_is_answered_as_the_description_says()
    {
        _http = (await portal.CreateApiClientAsync()).Http;
        _description = JsonNode.Parse(await _http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        var tried = new HashSet<string>(StringComparer.Ordinal);
        async Task TryAsync(string operation, params (string Name, string Value)[] values)
        {
            tried.Add(operation);
            await CheckAsync(operation, values);
        }

        foreach (var resource in new[] { "Worker", "Party", "Source", "Item" })
        {
            // Announced, announced again, read.
            await TryAsync($"Put{resource}");
            await TryAsync($"Put{resource}");
            await TryAsync($"Get{resource}");
        }

        tried.Add("ReportDisclosures");
        await CheckReportsAsync();
        await TryAsync("Heartbeat");
        await TryAsync("GetAcceptance");
        await TryAsync("PutInterviewNotice");
        await TryAsync("PutInterviewNotice");
        await TryAsync("GetInterviewNotice");
        tried.Add("GetUses");
        await CheckUsesAsync();
        await TryAsync("ExchangeAcceptanceCode", ("code", await GetCodeAsync()));
        var first = await portal.AskForErasureAsync(_http, "w-1042");
        await TryAsync("ListErasures");
        await TryAsync("RecordErasureOutcome", ("taskId", first));
        var second = await portal.AskForErasureAsync(_http, await AddWorkerAsync());
        var link = portal
            .Services.GetRequiredService<OutcomeLinks>()
            .CreateApiUrl(Guid.Parse(second), 1, new(2099, 1, 1));
        await TryAsync("RecordErasureOutcomeByLink", ("taskId", second), ("link", link.AbsolutePath.Split('/')[^1]));
        await TryAsync("EnterDeletionRequest");
        await TryAsync("EnterDeletionRequest");

        tried.ShouldBe(ListOperations().Select(o => o.Id), ignoreOrder: true);
        await CheckProblemsAsync(first);
    }

    private IEnumerable<(string Id, string Method, string Path, JsonNode Node)> ListOperations() =>
        from path in _description["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject
        select ((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), path.Key, operation.Value!);

    private async Task CheckAsync(string id, (string Name, string Value)[] values)
    {
        var (_, method, path, operation) = ListOperations().Single(o => o.Id == id);
        var body = operation["requestBody"]?["content"]?[Json]?["example"]?.DeepClone();
        foreach (var (name, value) in values)
        {
            if (body?[name] is not null)
                body[name] = value;
        }

        var address = ExampleAddress.Create(path, operation, values);
        var (status, answer) = await SendAsync(method, address, body?.ToJsonString(), Json);

        var example = operation["responses"]![$"{(int)status}"]?["content"]?[Json]?["example"];
        example.ShouldNotBeNull($"{id} answered {status}, which has no example: {answer}");
        ExampleComparison.FindDifference(example, JsonNode.Parse(answer)).ShouldBeNull($"{id}: {answer}");
    }

    // The answer lists every use, the example one of them.
    private async Task CheckUsesAsync()
    {
        var change = new UseChange(UseDecisionKind.Stopped, "model-improvement", null, "en", new(null, null, null));
        var stopped = await portal.Services.GetRequiredService<UseService>().ChangeAsync("w-1042", change, default);
        stopped.IsSuccess.ShouldBeTrue();
        var (_, method, path, operation) = ListOperations().Single(o => o.Id == "GetUses");
        var example = operation["responses"]!["200"]!["content"]![Json]!["example"]!;

        var (_, answer) = await SendAsync(method, ExampleAddress.Create(path, operation, []), null, Json);

        var uses = JsonNode.Parse(answer)!["uses"]!.AsArray();
        var use = uses.Single(u => (string?)u!["clause"] == (string?)example["uses"]![0]!["clause"]);
        ExampleComparison.FindDifference(example["uses"]![0], use).ShouldBeNull(answer);
    }

    private async Task CheckReportsAsync()
    {
        var (_, method, path, operation) = ListOperations().Single(o => o.Id == "ReportDisclosures");
        var bodies = operation["requestBody"]!["content"]!.AsObject();
        bodies.Count.ShouldBe(3);
        var expected = operation["responses"]!["200"]!["content"]!;

        var (_, batch) = await SendAsync(method, path, bodies[Batch]!["example"]!.ToJsonString(), Batch);
        ExampleComparison.FindDifference(expected[Json]!["example"], JsonNode.Parse(batch)).ShouldBeNull(batch);

        var examples = bodies["application/cloudevents+json"]!["examples"]!.AsObject();
        examples.Count.ShouldBe(3);
        foreach (var (name, example) in examples)
        {
            var (_, one) = await SendAsync(
                method,
                path,
                example!["value"]!.ToJsonString(),
                "application/cloudevents+json"
            );
            ((int?)JsonNode.Parse(one)!["duplicates"]).ShouldBe(1, $"{name}: {one}");
        }

        const string Lines = "application/x-ndjson";
        var (_, stream) = await SendAsync(method, path, (string)bodies[Lines]!["example"]!, Lines);
        stream.ShouldBe("{\"index\":0,\"id\":\"e-1\",\"outcome\":\"duplicate\"}\n");
    }

    // Each problem that a request can bring about, compared with the example of its kind wherever there is one.
    private async Task CheckProblemsAsync(string answered)
    {
        var tooMany = $"[{string.Join(',', Enumerable.Repeat("0", 10_001))}]";
        var outcome = $"/api/v1/erasures/{answered}/outcome";
        (string Kind, string Method, string Path, string? Body, string Type)[] requests =
        [
            ("invalid", "PUT", "/api/v1/workers/w-1", "{}", Json),
            ("malformed", "PUT", "/api/v1/workers/w-1", "{", Json),
            ("payload-too-large", "PUT", "/api/v1/workers/w-1", $"\"{new string('x', 300 * 1024)}\"", Json),
            ("media-type", "POST", "/api/v1/disclosures", "{}", "text/plain"),
            ("too-many-events", "POST", "/api/v1/disclosures", tooMany, Batch),
            ("not-found", "GET", "/api/v1/parties/nobody", null, Json),
            ("unknown-worker", "GET", "/api/v1/workers/nobody", null, Json),
            (
                "not-announced",
                "POST",
                "/api/v1/sources/nobody/heartbeat",
                """{"completeUntil":"2026-01-01T00:00:00Z"}""",
                Json
            ),
            ("code-not-valid", "POST", "/api/v1/acceptances/exchange", """{"code":"no"}""", Json),
            ("already-answered", "POST", outcome, """{"outcome":"erased"}""", Json),
            ("link-invalid", "POST", $"{outcome}/no", """{"outcome":"erased"}""", Json),
        ];
        foreach (var (kind, method, path, body, type) in requests)
            CheckProblem(kind, JsonNode.Parse((await SendAsync(method, path, body, type)).Answer)!);

        using var stranger = new HttpClient { BaseAddress = portal.Url };
        var keyless = await stranger.GetAsync(new Uri("/api/v1/erasures", UriKind.Relative));
        CheckProblem("no-key", JsonNode.Parse(await keyless.Content.ReadAsStringAsync())!);
        var other = (await portal.CreateApiClientAsync(Scopes.WorkersWrite)).Http;
        var scopeless = await other.GetAsync(new Uri("/api/v1/erasures", UriKind.Relative));
        CheckProblem("scope-missing", JsonNode.Parse(await scopeless.Content.ReadAsStringAsync())!);
    }

    private void CheckProblem(string kind, JsonNode answer)
    {
        ApiClient.GetProblemKind(answer).ShouldBe(kind, answer.ToJsonString());
        var examples = ListOperations()
            .SelectMany(o => o.Node["responses"]!.AsObject())
            .Select(response => response.Value!["content"]?["application/problem+json"]?["examples"]?[kind]?["value"])
            .OfType<JsonNode>()
            .ToList();
        examples.ShouldNotBeEmpty(kind);
        foreach (var example in examples)
        {
            ApiClient.GetProblemKind(example).ShouldBe(kind);
            ((string?)answer["title"]).ShouldBe((string?)example["title"], kind);
            if (kind != "not-announced")
                ((int?)answer["status"]).ShouldBe((int?)example["status"], kind);
        }
    }

    private async Task<(HttpStatusCode Status, string Answer)> SendAsync(
        string method,
        string path,
        string? body,
        string type
    )
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        // Lets the portal refuse a body that is too large before it is sent.
        request.Headers.ExpectContinue = body?.Length > 100_000;
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> GetCodeAsync()
    {
        var accepted = await portal
            .Services.GetRequiredService<AcceptanceService>()
            .AcceptAsync("w-1042", "1.0", "en", new(null, null, null), CancellationToken.None);
        var site = new ReturnTarget.ExternalSite(new("https://app.joinarena.com/onboarding"));
        var address = await portal
            .Services.GetRequiredService<AcceptanceCodeService>()
            .IssueAsync(accepted.Value!.Acceptance, site, CancellationToken.None);
        return address.Query.Split("code=")[1];
    }

    private async Task<string> AddWorkerAsync()
    {
        var api = new ApiClient(_http);
        await api.PutWorkerAsync("w-second", "second@people.example", "Bea", "PT");
        await api.DiscloseAsync(Given.Disclosure("w-second", "acme-llm"));
        return "w-second";
    }
}
