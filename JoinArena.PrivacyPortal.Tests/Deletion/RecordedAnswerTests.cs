using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// The shipped recipes against whole answers as the parties' public references show them, and against answers nobody
/// documents.
/// </summary>
public sealed class RecordedAnswerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly string s_recorded = Repository.GetPath(
        "JoinArena.PrivacyPortal.Tests",
        "Deletion",
        "recorded"
    );

    public static TheoryData<string> Answers =>
        [
            .. Directory
                .GetFiles(s_recorded, "*.json")
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order(StringComparer.Ordinal),
        ];

    [Theory, MemberData(nameof(Answers))]
    public async Task A_recorded_answer_means_what_its_name_says(string answer)
    {
        var recipe = new[] { "assemblyai", "openai-files" }.Single(r =>
            answer.StartsWith(r + "-", StringComparison.Ordinal)
        );
        var status = answer[(recipe.Length + 1)..(recipe.Length + 4)];
        var meaning = answer[(recipe.Length + 5)..];
        await using var host = Answering(
            status,
            await File.ReadAllTextAsync(Path.Combine(s_recorded, answer + ".json"))
        );
        var (bench, request) = await StartedAsync(recipe, host);
        await bench.DeliverMessagesAsync();

        host.RequestHeads.ShouldHaveSingleItem()
            .ShouldContain(
                "Erasure-Instruction: Delete every copy and every backup, and pass this on to those who received it "
                    + "from you."
            );
        (await bench.LoadRequestAsync(request.Number))
            .Tasks[0]
            .State.ShouldBe(
                meaning switch
                {
                    "erased" => TaskState.Erased,
                    "nothing-held" => TaskState.NothingHeld,
                    _ => TaskState.Pending,
                },
                answer
            );
    }

    [Theory]
    [InlineData("assemblyai")]
    [InlineData("openai-files")]
    public void Each_recipe_has_a_recorded_answer_of_each_kind(string recipe) =>
        Directory.GetFiles(s_recorded, $"{recipe}-*.json").Length.ShouldBe(5);

    [Fact]
    public async Task A_failure_that_lasts_for_days_waits_for_a_person_and_tells_the_worker_nothing_is_done()
    {
        await using var host = Answering(
            "401",
            await File.ReadAllTextAsync(Path.Combine(s_recorded, "openai-files-401-for-a-person.json"))
        );
        var (bench, request) = await StartedAsync("openai-files", host);
        for (var days = 0; days < 12; days++)
        {
            await bench.DeliverMessagesAsync();
            bench.Clock.Advance(TimeSpan.FromHours(27));
        }

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Failed);
        host.RequestHeads.Count.ShouldBe(10);
    }

    [Fact]
    public async Task An_API_that_asks_for_time_gets_it()
    {
        await using var host = Answering("429", "{}", "Retry-After: 900\r\n");
        var (bench, _) = await StartedAsync("openai-files", host);
        await bench.DeliverMessagesAsync();

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Outbox.AsNoTracking().SingleAsync(m => m.Kind == "erasure")).DueAt.ShouldBe(
            bench.Clock.GetInstant().AddSeconds(900)
        );
    }

    [Fact]
    public async Task An_endless_body_does_not_prove_that_anything_is_gone()
    {
        await using var host = new RawHost(
            async (_, stream, ct) =>
            {
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n{\"deleted\":true,\"padding\":\""u8.ToArray(),
                    ct
                );
                var piece = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
                while (true)
                    await stream.WriteAsync(piece, ct);
            }
        );
        var (bench, request) = await StartedAsync("openai-files", host);
        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
    }

    private async Task<(DeletionFixture Bench, DeletionRequest Request)> StartedAsync(string recipe, RawHost host)
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
        await using var db = await bench.Contexts.CreateDbContextAsync();
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
                Detail = """{"references":{"transcript-int-1":"file-abc123"}}""",
            }
        );
        await db.SaveChangesAsync();
        return (bench, await bench.CreateStartedRequestAsync());
    }

    private static RawHost Answering(string status, string body, string headers = "") =>
        new(
            (_, stream, ct) =>
                stream
                    .WriteAsync(
                        Encoding.UTF8.GetBytes(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"HTTP/1.1 {status} As Documented\r\nContent-Type: application/json\r\n"
                                    + $"{headers}Connection: close\r\n\r\n{body}"
                            )
                        ),
                        ct
                    )
                    .AsTask()
        );
}
