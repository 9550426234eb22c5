using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>The bodies of the API: what is left out, what is not known, and what cannot be read.</summary>
public sealed class JsonBodyTests(Portal portal) : IClassFixture<Portal>
{
    private const string Event = """
        {"specversion":"1.0","id":"ID","source":"/bodies","type":"com.joinarena.disclosure.v1","time":"2026-11-20T10:15:00Z",
         "traceparent":"00-1","data":{"workerId":"WORKER","partyId":"parley-ai","direction":"disclosed","notes":"n",
         "purpose":"candidate-evaluation","items":[{"id":"rec-1","category":"interview-recording","size":3}]}}
        """;

    private readonly string _worker = $"w-{Guid.NewGuid():N}";

    public static TheoryData<string, string> WholeBodies =>
        new()
        {
            { "/api/v1/workers/WORKER", WorkerBody },
            {
                "/api/v1/workers/WORKER/items/rec-1",
                """
                    {"category":"interview-recording","interviewId":"int-9","interviewAt":"2026-11-19T14:00:00+00:00",
                     "label":"Interview","createdAt":"2026-11-19T14:42:00+00:00","jobLocation":"US-IL"}
                    """
            },
            {
                "/api/v1/parties/WORKER",
                """
                    {"name":"Acme","kind":"llm-provider","country":"US","website":"https://acme.example",
                     "privacyContact":"privacy@acme.example",
                     "connector":{"type":"webhook","url":"https://acme.example/erase","email":null,"recipe":null}}
                    """
            },
            {
                "/api/v1/sources/%2FWORKER",
                """{"name":"Evaluator","completeSince":"2026-01-01T00:00:00+00:00","covers":["llm-provider"]}"""
            },
        };

    private const string WorkerBody =
        """{"email":"WORKER@people.example","name":"Ana","jurisdiction":"PT","locale":"pt-PT","timeZone":"Europe/Lisbon"}""";

    [Theory, MemberData(nameof(WholeBodies))]
    public async Task What_is_read_is_what_was_sent_and_sending_it_again_changes_nothing(string path, string body)
    {
        await SendAsync("PUT", "/api/v1/workers/WORKER", WorkerBody);
        await SendAsync("PUT", path, body);

        var read = await SendAsync("GET", path);
        JsonNode.DeepEquals(read, JsonNode.Parse(Fill(body))).ShouldBeTrue(read.ToJsonString());
        var again = await SendAsync("PUT", path, read.ToJsonString());
        again["ignored"].ShouldBeNull();
        // A webhook keeps its secret, and so is not given another.
        again["connector"].ShouldBeNull();
        JsonNode.DeepEquals(await SendAsync("GET", path), read).ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "/api/v1/workers/WORKER",
        """{"email":"WORKER@people.example","name":"Ana","jurisdiction":"PT"}""",
        """{"locale":"en","timeZone":"UTC"}"""
    )]
    [InlineData(
        "/api/v1/workers/WORKER/items/rec-1",
        """{"category":"interview-recording","createdAt":"2026-11-19T14:42:00+00:00"}""",
        """{"interviewId":null,"interviewAt":null,"label":null,"jobLocation":null}"""
    )]
    [InlineData(
        "/api/v1/parties/WORKER",
        """{"name":"Acme","kind":"llm-provider"}""",
        """{"country":null,"website":null,"privacyContact":null,"connector":{"type":"manual","url":null,"email":null,"recipe":null}}"""
    )]
    public async Task A_PUT_replaces_everything_and_what_it_leaves_out_goes_back_to_its_default(
        string path,
        string shorter,
        string defaults
    )
    {
        await SendAsync("PUT", "/api/v1/workers/WORKER", WorkerBody);
        await SendAsync("PUT", path, (string)WholeBodies.Single(b => (string)b[0] == path)[1]);

        await SendAsync("PUT", path, shorter);

        var read = (await SendAsync("GET", path)).AsObject();
        foreach (var (name, value) in JsonNode.Parse(defaults)!.AsObject())
            JsonNode.DeepEquals(read[name], value).ShouldBeTrue($"{name}: {read.ToJsonString()}");
    }

    [Theory]
    [InlineData("/api/v1/workers/nobody", "unknown-worker")]
    [InlineData("/api/v1/workers/nobody/items/rec-1", "not-found")]
    [InlineData("/api/v1/parties/nobody", "not-found")]
    [InlineData("/api/v1/sources/%2Fnobody", "not-found")]
    public async Task What_was_never_announced_is_not_found(string path, string kind)
    {
        var answer = await SendAsync("GET", path);

        ((int?)answer["status"], ApiClient.GetProblemKind(answer)).ShouldBe((404, kind));
    }

    [Theory, MemberData(nameof(WholeBodies))]
    public async Task A_member_that_the_portal_does_not_know_is_named_in_the_answer(string path, string body)
    {
        await SendAsync("PUT", "/api/v1/workers/WORKER", WorkerBody);
        var misspelt = JsonNode.Parse(body)!.AsObject();
        misspelt["nickname"] = "x";
        if (misspelt["connector"] is JsonObject connector)
            connector["a/b"] = "x";

        var answer = await SendAsync("PUT", path, misspelt.ToJsonString());

        answer["ignored"]!
            .AsArray()
            .Select(pointer => (string?)pointer)
            .ShouldBe(misspelt["connector"] is null ? ["/nickname"] : ["/connector/a~1b", "/nickname"]);
    }

    [Fact]
    public async Task A_refusal_names_the_misspelt_member_beside_the_missing_one()
    {
        var answer = await SendAsync("PUT", "/api/v1/parties/WORKER", """{"nmae":"Acme","kind":"llm-provider"}""");

        ((string?)answer["errors"]![0]!["pointer"]).ShouldBe("/name");
        ((string?)answer["ignored"]![0]).ShouldBe("/nmae");
    }

    [Fact]
    public async Task An_event_with_unknown_members_in_its_data_is_accepted_and_they_are_named()
    {
        await SendAsync("PUT", "/api/v1/workers/WORKER", WorkerBody);
        await (await portal.CreateApiClientAsync()).PutPartyAsync("parley-ai", "Parley AI", "llm-provider");

        var one = await SendAsync("POST", "/api/v1/disclosures", Event, "application/cloudevents+json");
        var line = Event.Replace("\n", "", StringComparison.Ordinal);
        var lines = await SendAsync("POST", "/api/v1/disclosures", line, "application/x-ndjson");

        string[] named = ["/data/notes", "/data/items/0/size"];
        ((int?)one["accepted"]).ShouldBe(1, one.ToJsonString());
        one["ignored"]![0]!["pointers"]!.AsArray().Select(p => (string?)p).ShouldBe(named);
        ((string?)lines["outcome"]).ShouldBe("duplicate", lines.ToJsonString());
        lines["ignored"]!.AsArray().Select(p => (string?)p).ShouldBe(named);
    }

    [Theory]
    [InlineData("/api/v1/workers/WORKER", """{"email":1,"name":["Ana"],"jurisdiction":"PT"}""", "/email", "/name")]
    [InlineData("/api/v1/parties/WORKER", """{"name":"A","kind":"llm-provider","connector":"email"}""", "/connector")]
    [InlineData(
        "/api/v1/parties/WORKER",
        """{"name":"A","kind":"llm-provider","connector":{"type":"webhook","rotate":"yes"}}""",
        "/connector/rotate"
    )]
    [InlineData(
        "/api/v1/sources/x",
        """{"name":"A","completeSince":"soon","covers":[1]}""",
        "/completeSince",
        "/covers/0"
    )]
    [InlineData("/api/v1/workers/WORKER", """["Ana"]""", "")]
    public async Task Each_value_of_a_wrong_type_is_named_by_its_pointer(
        string path,
        string body,
        params string[] pointers
    )
    {
        var answer = await SendAsync("PUT", path, body);

        ((int?)answer["status"], ApiClient.GetProblemKind(answer)).ShouldBe((400, "invalid"));
        answer["errors"]!.AsArray().Select(e => (string?)e!["pointer"]).ShouldBe(pointers);
    }

    [Theory]
    [InlineData("PUT", "/api/v1/parties/WORKER", """{"name":"A","connector":{"type":webhook}}""", "application/json")]
    [InlineData(
        "POST",
        "/api/v1/disclosures",
        """{"id":"1","connector":{"type":webhook}}""",
        "application/cloudevents+json"
    )]
    public async Task Broken_JSON_is_answered_with_the_place_where_it_breaks(
        string method,
        string path,
        string body,
        string type
    )
    {
        var answer = await SendAsync(method, path, body, type);

        ((int?)answer["status"], ApiClient.GetProblemKind(answer)).ShouldBe((400, "malformed"));
        ((string?)answer["errors"]![0]!["pointer"]).ShouldBe("/connector/type");
        ((string?)answer["errors"]![0]!["detail"]).ShouldNotBeNull().ShouldContain("line 1");
    }

    [Theory]
    [InlineData("PUT", "/api/v1/workers/w", Scopes.WorkersWrite)]
    [InlineData("GET", "/api/v1/workers/w", Scopes.WorkersRead)]
    [InlineData("PUT", "/api/v1/parties/p", Scopes.PartiesWrite)]
    [InlineData("GET", "/api/v1/sources/s", Scopes.DisclosuresWrite)]
    [InlineData("GET", "/api/v1/erasures", Scopes.ErasuresWrite)]
    public async Task A_key_without_the_scope_is_told_which_one_it_needs(string method, string path, string scope)
    {
        var other = scope == Scopes.WorkersWrite ? Scopes.WorkersRead : Scopes.WorkersWrite;
        var api = await portal.CreateApiClientAsync(other);
        using var request = new HttpRequestMessage(new(method), path);
        if (method == "PUT")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");

        using var answer = await api.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain($"scope=\"{scope}\"");
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string?)problem["scope"]).ShouldBe(scope);
        ((string?)problem["detail"]).ShouldNotBeNull().ShouldContain(scope);
    }

    private string Fill(string text) =>
        text.Replace("WORKER", _worker, StringComparison.Ordinal).Replace("ID", _worker, StringComparison.Ordinal);

    private async Task<JsonNode> SendAsync(
        string method,
        string path,
        string? body = null,
        string type = "application/json"
    )
    {
        var api = await portal.CreateApiClientAsync();
        using var request = new HttpRequestMessage(new(method), Fill(path));
        if (body is not null)
            request.Content = new StringContent(Fill(body), Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        using var answer = await api.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
