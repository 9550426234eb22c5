using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What the worker reads of how their request ended, on both databases.</summary>
public abstract class OutcomeForWorkerTests(TestDatabase database)
{
    [Fact]
    public async Task The_worker_reads_that_there_was_nothing_to_erase_and_not_that_it_is_completed()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.NothingHeld),
            DeletionFixture.Officer,
            default
        );

        var inbox = await bench.ReadInboxSubjectsAsync();
        inbox.ShouldContain($"There was nothing to erase ({request.Number})");
        inbox.ShouldNotContain(s => s.Contains("completed", StringComparison.Ordinal));
        var tracked = (await bench.Queries.FindAsync(bench.Worker, request.Number, default))!;
        var shown = new DisplayFormatter(TestLocalizer.English, bench.Clock);
        TestLocalizer.English.Headline(tracked.Outcomes, shown).ShouldBe("There was nothing to erase");
        var mine = (await bench.Queries.ListAsync(bench.Worker, default)).ShouldHaveSingleItem();
        var theirs = (
            await bench.Queue.FindAsync(new() { View = QueueView.Ended, Text = request.Number }, null, default)
        ).Items.ShouldHaveSingleItem();
        new[]
        {
            TestLocalizer.English.Describe(mine.State, mine.Outcomes.HadNothing),
            TestLocalizer.English.Describe(theirs.State, theirs.HadNothing),
        }.ShouldBe(["Nothing to erase", "Nothing to erase"]);
    }

    [Fact]
    public async Task The_worker_reads_what_cannot_be_undone_and_what_is_done_instead()
    {
        const string Instead = "The model keeps what it learned; your interview is left out of the next data set.";
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining);
        var request = await bench.CreateStartedRequestAsync();
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Irreversible, Note: Instead),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

        (await bench.ReadInboxTextAsync()).ShouldContain($"The party’s words: {Instead}");
        (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json.ShouldContain(Instead);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : OutcomeForWorkerTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : OutcomeForWorkerTests(database),
            IClassFixture<PostgresDatabase>;
}
