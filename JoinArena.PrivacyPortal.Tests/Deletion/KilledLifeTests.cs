using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// The process ends at every step of a request's whole life: from asking, over telling, reminding, keeping and the first certificate, to what was kept being
/// gone and the second one. At each commit of that life it ends once just before it and once just after, which is also when whoever asked gets no answer.
/// </summary>
public abstract class KilledLifeTests(TestDatabase database)
{
    private const int MostSteps = 150;

    [Fact]
    public async Task Wherever_the_process_ends_in_a_requests_life_all_of_it_happens_and_none_of_it_twice()
    {
        var whole = await LiveAsync(_ => new Lifespan());
        whole.Deaths.ShouldBe(0);
        whole.Tale.ShouldBe(s_tale);

        var steps = 0;
        for (var (commit, died) = (1, true); died; commit++)
        {
            commit.ShouldBeLessThan(MostSteps, "the walk must come to an end");
            foreach (var after in new[] { false, true })
            {
                var life = await LiveAsync(process => process == 0 ? new(commit, after) : new());
                life.Tale.ShouldBe(whole.Tale, $"ended {(after ? "after" : "before")} commit {commit}");
                life.MostOfOne.ShouldBeLessThanOrEqualTo(2, $"ended {(after ? "after" : "before")} commit {commit}");
                died = life.Deaths > 0;
                steps += life.Deaths;
            }
        }

        steps.ShouldBeGreaterThan(80, "a walk that never ends early walks over nothing");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_often_the_process_ends_all_of_it_happens_and_none_of_it_twice(int seed)
    {
        var random = new Random(seed);
        var life = await LiveAsync(_ => new(random.Next(6, 30), random.Next(2) == 0));
        life.Tale.ShouldBe(s_tale);
        life.Deaths.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Whoever_gets_no_answer_and_says_it_again_has_said_it_once()
    {
        var life = await LiveAsync(_ => new(), times: 2);
        life.Tale.ShouldBe(s_tale);
        life.MostOfOne.ShouldBe(1);
    }

    /// <summary>What is to be found after such a life, however it went.</summary>
    private static readonly string[] s_tale =
    [
        "request Completed: Called Erased round 1, Hooked Erased round 1, Keeper Erased round 2",
        "events: Confirmed 1, Ended 2, PartyAcknowledged 1, PartyAnswered 4, PartyReminded 1, PartyTold 4, Reopened 1, Started 1",
        "ledger: certificate-issued 2, deletion-confirmed 1, deletion-ended 2, deletion-started 1, erasure-answered 4, erasure-asked 4",
        "certificates: 2, the later instead of the earlier True",
        "told: Hooked 1 message, Keeper 3 messages",
        "letters: Keeper may keep your data no longer 1, There is an answer to your deletion request DR 4, Your deletion request DR is completed 1, Your deletion request DR is completed in part 1, Your deletion request DR is confirmed 1, Your deletion request DR is under way 1",
        "mailed: each of 9 letters",
        "said otherwise: 1",
        "left to do: 0, given up: 0, held by: 0",
    ];

    private async Task<RequestLife> LiveAsync(Func<int, Lifespan> spans, int times = 1)
    {
        await using var host = new RawHost("204 No Content");
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Called");
        await bench.ReachedAtAsync(await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook), host.Url.ToString());
        await bench.HeldByAsync("Keeper", connector: ConnectorType.Email);
        var life = new RequestLife(bench, database.Settings, spans, times);
        await life.LiveAsync(host);
        return life;
    }

    public sealed class OnSqlite(SqliteDatabase database) : KilledLifeTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : KilledLifeTests(database), IClassFixture<PostgresDatabase>;
}
