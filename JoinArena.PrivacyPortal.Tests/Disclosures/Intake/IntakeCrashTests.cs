using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>
/// A portal that is killed in the middle of a stream, more than once: everything it answered as accepted is stored, nothing
/// is stored twice, and everything may be sent again.
/// </summary>
public abstract class IntakeCrashTests(PublishedPortal portal) : IClassFixture<PublishedPortal>
{
    private const int Lives = 2,
        Lines = 1_500;

    [Fact]
    public async Task A_killed_intake_keeps_every_accepted_report_exactly_once()
    {
        await ArrangeAsync(portal);
        var key = await portal.RunCommandAsync(["keys", "create", "--name", "platform", "--scope", .. Scopes.All]);
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        var lines = Enumerable.Range(0, Lives * Lines).Select(Line).ToList();
        for (var life = 0; life < Lives; life++)
        {
            await StartAsync(key);
            // Each life of the portal gets lines of its own, and is killed before their end.
            await StreamUntilKilledAsync(key, lines.GetRange(life * Lines, Lines), until: 150 + (300 * life), accepted);
        }

        await StartAsync(key);
        await using var stream = await EventStream.OpenAsync(portal.Url, key);
        var sending = Task.Run(async () =>
        {
            foreach (var line in lines)
                await stream.SendAsync(line);
            await stream.EndAsync();
        });
        var answers = await stream.ReadRemainingAnswersAsync();
        await sending;

        accepted.Count.ShouldBeInRange(
            Lives * 150,
            (Lives * Lines) - 1,
            "the portal should have been killed in the middle"
        );
        answers.Count.ShouldBe(lines.Count);
        answers.Where(a => accepted.Contains((string)a["id"]!)).ShouldAllBe(a => (string?)a["outcome"] == "duplicate");
        answers.Where(a => (string?)a["outcome"] is not ("accepted" or "duplicate")).ShouldBeEmpty();
        // The command compares what was answered with what is stored, the counts and the leaves.
        (await portal.RunCommandAsync("disclosures", "check")).ShouldContain($"{lines.Count}");
    }

    /// <summary>Prepares the portal's database.</summary>
    protected abstract Task ArrangeAsync(PublishedPortal given);

    private async Task StartAsync(string key)
    {
        await portal.StartAsync();
        var joinArena = new ApiClient(portal.Url, key);
        await joinArena.PutWorkerAsync("w-robin", "robin@people.example", "Robin Vale");
        await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
    }

    private async Task StreamUntilKilledAsync(string key, List<JsonObject> lines, int until, HashSet<string> accepted)
    {
        await using var stream = await EventStream.OpenAsync(portal.Url, key);
        var sending = Task.Run(async () =>
        {
            foreach (var line in lines)
                await stream.SendAsync(line);
        });
        try
        {
            for (var answers = 0; await stream.ReadAnswerAsync() is { } answer; )
            {
                if ((string?)answer["outcome"] == "accepted")
                    accepted.Add((string)answer["id"]!).ShouldBeTrue("answered twice");
                if (++answers == until)
                    await portal.KillAsync();
            }
        }
        catch (IOException)
        {
            // The portal was killed. The answers it had still sent have been read.
        }

        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static JsonObject Line(int n) =>
        Given.Disclosure("w-robin", "parley", id: $"line-{n}", item: $"rec-{n % 7}");

    public sealed class OnSqlite(PublishedPortal portal) : IntakeCrashTests(portal)
    {
        protected override Task ArrangeAsync(PublishedPortal given) => Task.CompletedTask;
    }

    public sealed class OnPostgres(PublishedPortal portal) : IntakeCrashTests(portal)
    {
        protected override async Task ArrangeAsync(PublishedPortal given)
        {
            given.Settings["Portal__Database__Provider"] = nameof(DatabaseProvider.Postgres);
            given.Settings["ConnectionStrings__Portal"] = await (
                await PostgresCluster.GetRunningAsync()
            ).CreateDatabaseAsync();
        }
    }
}
