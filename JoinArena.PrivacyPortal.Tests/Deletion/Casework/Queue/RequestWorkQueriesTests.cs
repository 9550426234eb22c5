using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Queue;

/// <summary>Which requests the worklist calls an officer's own, on both databases.</summary>
public abstract class RequestWorkQueriesTests(TestDatabase database)
{
    private const string Me = "me@example.com";

    [Fact]
    public async Task A_request_that_only_came_in_is_new_and_waits_once_a_party_must_be_notified_by_a_person()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        (await StateAsync(bench, number)).ShouldBe("new");

        await bench.Progress.StartNowAsync(number, DeletionFixture.Officer, default);
        (await StateAsync(bench, number)).ShouldBe("waiting");

        var task = (await bench.LoadRequestAsync(number)).Tasks[0].Id;
        await bench.Progress.MarkNotifiedAsync(task, DeletionFixture.Officer, default);
        (await StateAsync(bench, number)).ShouldBe("new");
    }

    [Fact]
    public async Task A_request_of_a_colleague_is_not_mine_and_waits_for_the_team_all_the_same()
    {
        var bench = await BenchAsync();
        var colleague = await bench.AddStaffAsync(Roles.Officer);
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Casework.AssignAsync(number, colleague, DeletionFixture.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(25));

        (await StateAsync(bench, number)).ShouldNotBe("waiting");
        (await StateAsync(bench, number, colleague)).ShouldBe("waiting");
        (await StateAsync(bench, number, officer: null)).ShouldBe("waiting");
    }

    [Fact]
    public async Task A_deadline_that_is_a_week_away_makes_a_request_wait()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var due = (await bench.LoadRequestAsync(number)).DueBy!.Value;

        bench.Clock.Advance(TimeSpan.FromDays(due.DayNumber - Today(bench).DayNumber - 8));
        (await StateAsync(bench, number)).ShouldNotBe("waiting");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (await StateAsync(bench, number)).ShouldBe("waiting");
    }

    [Fact]
    public async Task A_request_that_waits_for_a_party_or_for_a_colleague_is_among_the_others_and_the_next_deadline_is_named()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var colleague = await bench.AddStaffAsync(Roles.Officer);
        await bench.Casework.AssignAsync(number, colleague, DeletionFixture.Officer, default);
        await bench.Progress.StartNowAsync(number, DeletionFixture.Officer, default);
        var queries = new RequestWorkQueries(database.Contexts, bench.Clock);

        var mine = await queries.FindAsync(Me, default);
        mine.Others.Select(l => l.Number).ShouldContain(number);
        mine.Next.ShouldNotBeNull();
        var theirs = await queries.FindAsync(colleague, default);
        theirs.Others.Select(l => l.Number).ShouldNotContain(number);
        theirs.First.Select(l => l.Number).ShouldContain(number);
    }

    private static DateOnly Today(DeletionFixture bench) => DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime);

    private async Task<string> StateAsync(DeletionFixture bench, string number, string? officer = Me)
    {
        var work = await new RequestWorkQueries(database.Contexts, bench.Clock).FindAsync(officer, default);
        work.Count.ShouldBe(work.First.Count);
        return work.First.Any(l => l.Number == number) ? "waiting"
            : work.New.Any(l => l.Number == number) ? "new"
            : "neither";
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestWorkQueriesTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestWorkQueriesTests(database),
            IClassFixture<PostgresDatabase>;
}
