using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// The process ends at every step of a request's whole life: from asking, over telling, reminding, keeping and the
/// first certificate, to what was kept being
/// gone and the second one. At each commit of that life it ends once just before it and once just after, which is also
/// when the caller gets no answer.
/// </summary>
[Trait("Speed", "slow")]
public abstract class RequestLifecycleCrashTests(TestDatabase database)
{
    private const int MostSteps = 150;

    [Fact]
    public async Task A_crash_at_any_commit_of_a_requests_lifecycle_loses_and_repeats_nothing()
    {
        var whole = await LiveAsync(_ => new CrashSimulator());
        whole.Crashes.ShouldBe(0);
        whole.Summary.ShouldBe(s_tale);

        var steps = 0;
        var died = true;
        for (var commit = 1; died; commit++)
        {
            commit.ShouldBeLessThan(MostSteps, "the walk must come to an end");
            foreach (var after in new[] { false, true })
            {
                var life = await LiveAsync(process => process == 0 ? new(commit, after) : new());
                life.Summary.ShouldBe(whole.Summary, $"ended {(after ? "after" : "before")} commit {commit}");
                life.MostDeliveriesOfOneMessage.ShouldBeLessThanOrEqualTo(
                    2,
                    $"ended {(after ? "after" : "before")} commit {commit}"
                );
                died = life.Crashes > 0;
                steps += life.Crashes;
            }
        }

        steps.ShouldBeGreaterThan(40, "a walk that never ends early walks over nothing");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Repeated_crashes_lose_and_repeat_nothing(int seed)
    {
        var random = new Random(seed);
        var life = await LiveAsync(_ => new(random.Next(3, 12), random.Next(2) == 0));
        life.Summary.ShouldBe(s_tale);
        life.Crashes.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_person_who_repeats_a_step_after_getting_no_answer_has_done_it_once()
    {
        var life = await LiveAsync(_ => new(), times: 2);
        life.Summary.ShouldBe(s_tale);
        life.MostDeliveriesOfOneMessage.ShouldBe(1);
    }

    /// <summary>What is to be found after such a life, however it went.</summary>
    private static readonly string[] s_tale =
    [
        "request Completed: Called Erased round 1, Hooked Erased round 1, Keeper Erased round 2",
        "events: Confirmed 1, Ended 2, PartyAcknowledged 1, PartyAnswered 4, PartyNotified 4, PartyReminded 1, "
            + "Reopened 1, Started 1",
        "ledger: certificate-issued 2, deletion-confirmed 1, deletion-ended 2, deletion-reopened 1, deletion-started 1, "
            + "erasure-answered 4, erasure-asked 4",
        "certificates: 2, the later instead of the earlier True",
        "told: Hooked 1 message, Keeper 3 messages",
        "letters: Called has erased your data (2 of 3) 1, Hooked has erased your data (1 of 3) 1, "
            + "Keeper may no longer keep your data 1, "
            + "We are asking Called, Hooked and Keeper to erase your data (DR) 1, Your data is erased at 3 parties (DR) 1, "
            + "Your deletion request DR is confirmed 1, "
            + "Your deletion request has ended. 3 parties: 2 erased, 1 kept until DATE (DR) 1",
        "mailed: each of 7 letters",
        "conflicting answers: 1",
        "left to do: 0, given up: 0, held by: 0",
    ];

    private async Task<RequestLifecycle> LiveAsync(Func<int, CrashSimulator> spans, int times = 1)
    {
        await using var host = new RawHost("204 No Content");
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Called");
        await bench.SetConnectorAsync(
            await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook),
            host.Url.ToString()
        );
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        var life = new RequestLifecycle(bench, database.Settings, spans, times);
        await life.RunAsync(host);
        return life;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestLifecycleCrashTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestLifecycleCrashTests(database),
            IClassFixture<PostgresDatabase>;
}
