using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties.Connectors;

/// <summary>
/// The recipes of parties' own deletion APIs, against a real server that answers as their public documentation shows.
/// </summary>
public sealed class RecipeTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Blanked =
        """{"id":"trn_1","status":"completed","audio_url":"http://deleted_by_user","text":"Deleted by user."}""";
    private const string StillThere =
        """{"id":"trn_1","status":"completed","audio_url":"https://cdn.example/a.mp3","text":"Hello, I am Ana."}""";
    private const string FileDeleted = """{"id":"file-abc123","object":"file","deleted":true}""";
    private const string FileKept = """{"id":"file-abc123","object":"file","deleted":false}""";
    private const string NoSuchFile =
        """{"error":{"message":"No such File object: file-abc123","type":"invalid_request_error","param":"id","code":null}}""";

    [Theory]
    [InlineData("assemblyai", "200 OK", Blanked, TaskState.Erased)]
    [InlineData("assemblyai", "200 OK", StillThere, TaskState.Pending)]
    [InlineData("assemblyai", "200 OK", "<html>", TaskState.Pending)]
    [InlineData("assemblyai", "404 Not Found", """{"error":"Transcript not found"}""", TaskState.NothingHeld)]
    [InlineData(
        "assemblyai",
        "401 Unauthorized",
        """{"error":"Authentication error, API token missing/invalid"}""",
        TaskState.Pending
    )]
    [InlineData("openai-files", "200 OK", FileDeleted, TaskState.Erased)]
    [InlineData("openai-files", "200 OK", FileKept, TaskState.Pending)]
    [InlineData("openai-files", "404 Not Found", NoSuchFile, TaskState.NothingHeld)]
    [InlineData("openai-files", "302 Found\r\nLocation: https://elsewhere.example/", "", TaskState.Pending)]
    [InlineData("openai-files", "500 Oops", "", TaskState.Pending)]
    public async Task An_answer_means_what_the_partys_documentation_says(
        string recipe,
        string head,
        string body,
        TaskState state
    )
    {
        await using var host = Answering(head, body);
        var (bench, request) = await StartedAsync(recipe, host, references: "trn/1");

        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(state);
        var sent = host.RequestHeads.ShouldHaveSingleItem();
        sent.ShouldStartWith(
            recipe is "assemblyai" ? "DELETE /v2/transcript/trn%2F1 HTTP/1.1" : "DELETE /v1/files/trn%2F1 HTTP/1.1"
        );
        sent.ShouldContain(recipe is "assemblyai" ? "Authorization: aai-key\r\n" : "Authorization: Bearer sk-key\r\n");
    }

    [Fact]
    public async Task Every_item_is_requested_by_the_name_the_party_gave_it_and_all_of_it_must_be_gone()
    {
        await using var host = Answering("200 OK", FileDeleted);
        var (bench, request) = await StartedAsync("openai-files", host, references: "file-a\nfile-b");
        await bench.DeliverMessagesAsync();
        host.RequestHeads.Select(h => h.Split(' ')[1]).ShouldBe(["/v1/files/file-a", "/v1/files/file-b"]);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task Items_erased_by_an_interrupted_first_try_count_as_erased()
    {
        var calls = 0;
        await using var host = new RawHost(
            (_, stream, ct) =>
                stream
                    .WriteAsync(
                        Answer(
                            (++calls) switch
                            {
                                1 => "200 OK",
                                2 => "500 Oops",
                                _ => "404 Not Found",
                            },
                            calls == 1 ? FileDeleted : "{}"
                        ),
                        ct
                    )
                    .AsTask()
        );
        var (bench, request) = await StartedAsync("openai-files", host, references: "file-a\nfile-b");
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(6));
        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Erased);
    }

    [Theory]
    [InlineData("openai-files", null)]
    [InlineData("nobodys-recipe", "file-a")]
    [InlineData("elevenlabs-conversations", "conv_1")]
    public async Task A_task_without_a_name_a_recipe_or_a_secret_is_a_job_for_a_person(
        string recipe,
        string? references
    )
    {
        await using var host = Answering("200 OK", FileDeleted);
        var (bench, request) = await StartedAsync(recipe, host, references);
        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Failed);
        host.RequestHeads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://api.openai.com", "file-a", "https://api.openai.com/v1/files/file-a")]
    [InlineData("https://API.openai.com/", "a/b?c#d", "https://api.openai.com/v1/files/a%2Fb%3Fc%23d")]
    [InlineData("https://attacker.example", "file-a", null)]
    [InlineData("https://api.openai.com.attacker.example", "file-a", null)]
    [InlineData("https://api.openai.com@attacker.example", "file-a", null)]
    [InlineData("https://attacker.example/?x=https://api.openai.com", "file-a", null)]
    [InlineData("https://api.openai.com/?x=", "file-a", null)]
    [InlineData("http://api.openai.com", "file-a", null)]
    [InlineData("https://127.0.0.1", "file-a", null)]
    [InlineData("https://api.openai.com", ".", null)]
    [InlineData("https://api.openai.com", "..", null)]
    public void A_secret_goes_only_to_the_hosts_of_its_recipe_and_only_to_the_path_of_the_item(
        string url,
        string reference,
        string? called
    )
    {
        var recipe = RecipeCatalog.Load(Repository.GetPath("policies")).Find("openai-files")!;

        recipe.BuildUri(url, reference, new(AllowPrivateNetworks: false))?.AbsoluteUri.ShouldBe(called);
        (recipe.BuildUri(url, reference, new(AllowPrivateNetworks: false)) is null).ShouldBe(called is null);
    }

    [Theory]
    [InlineData("https://attacker.example", "file-a")]
    [InlineData(null, "..")]
    public async Task A_call_that_would_lead_elsewhere_is_not_made_and_a_person_is_asked(string? url, string references)
    {
        await using var host = Answering("200 OK", FileDeleted);
        var (bench, request) = await StartedAsync("openai-files", host, references, url);
        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Failed);
        host.RequestHeads.ShouldBeEmpty();
    }

    private async Task<(DeletionFixture Bench, DeletionRequest Request)> StartedAsync(
        string recipe,
        RawHost host,
        string? references,
        string? url = null
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var party = await bench.AddHoldingPartyAsync(
            "Api",
            PartyKind.LlmProvider,
            ConnectorType.Http,
            "int-1",
            categories: DataCategory.Transcript
        );
        await bench.SetConnectorAsync(party, host.Url.GetLeftPart(UriPartial.Authority), recipe);
        if (url is not null)
            await ChangeUrlAsync(bench, party, url);
        if (references is not null)
        {
            await using var db = await bench.Contexts.CreateDbContextAsync();
            var named = string.Join(',', references.Split('\n').Select(r => $"\"{r}\""));
            db.Disclosures.Add(
                new()
                {
                    Source = "/test",
                    EventId = Guid.NewGuid().ToString(),
                    WorkerId = bench.Worker,
                    PartyId = party,
                    Direction = Direction.Disclosed,
                    Purpose = Purpose.CandidateEvaluation,
                    Time = bench.Clock.GetInstant().AddDays(-30),
                    ReceivedAt = bench.Clock.GetInstant(),
                    CoverageStatus = CoverageStatus.Covered,
                    Detail = "{\"references\":{\"transcript-int-1\":[" + named + "]}}",
                }
            );
            await db.SaveChangesAsync();
        }

        return (bench, await bench.CreateStartedRequestAsync());
    }

    /// <summary>As if it had been announced before the recipe named its hosts.</summary>
    private static async Task ChangeUrlAsync(DeletionFixture bench, string partyId, string url)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Parties.SingleAsync(p => p.Id == partyId)).Connector.Url = url;
        await db.SaveChangesAsync();
    }

    private static RawHost Answering(string head, string body) =>
        new((_, stream, ct) => stream.WriteAsync(Answer(head, body), ct).AsTask());

    private static byte[] Answer(string head, string body) =>
        System.Text.Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {head}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{body}"
        );
}
