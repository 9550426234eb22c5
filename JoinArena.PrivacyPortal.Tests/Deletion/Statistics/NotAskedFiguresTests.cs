using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics;

/// <summary>How the figures count parts that JoinArena refused to ask for, on both databases.</summary>
public abstract class NotAskedFiguresTests(TestDatabase database)
{
    [Fact]
    public async Task What_was_not_asked_counts_as_kept_and_never_as_an_answer_of_its_party()
    {
        await EndedAsync(TaskOutcome.Erased);
        await EndedAsync(TaskOutcome.NothingHeld);
        var refused = await EndedAsync(answer: null);

        var year = (await refused.Statistics.FindByYearAsync(default)).ShouldHaveSingleItem();
        var parties = await refused.Statistics.FindByPartyAsync(default);

        (year.PartlyCompleted, year.Refused, year.Completed).ShouldBe((2, 1, 0));
        year.Outcomes.ShouldBe(
            new Dictionary<DropOutcome, int> { [DropOutcome.Deleted] = 1, [DropOutcome.Exempted] = 2 },
            ignoreOrder: true
        );
        parties.Select(p => (p.Name, p.Asked, p.Answered)).ShouldBe([("Northwind", 1, 1), ("Northwind", 1, 1)]);
    }

    /// <param name="answer">What Northwind answered; null if it was not asked either.</param>
    private async Task<DeletionFixture> EndedAsync(TaskOutcome? answer)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Tailspin");
        var request = await bench.CreateStartedRequestAsync();
        await NotAskedTests.RefuseAsync(bench, request, "Tailspin");
        if (answer is not { } outcome)
        {
            await NotAskedTests.RefuseAsync(bench, request, "Northwind");
            return bench;
        }

        (
            await bench.Progress.RecordAsync(
                request.Tasks.Single(t => t.PartyName == "Northwind").Id,
                new(outcome),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : NotAskedFiguresTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : NotAskedFiguresTests(database),
            IClassFixture<PostgresDatabase>;
}
