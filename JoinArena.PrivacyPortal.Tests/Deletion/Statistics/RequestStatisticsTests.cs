using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics;

/// <summary>The statistics of a year, on both databases.</summary>
public abstract class RequestStatisticsTests(TestDatabase database)
{
    [Fact]
    public async Task Each_request_counts_once_in_the_year_it_was_received()
    {
        await AnsweredAsync(afterDays: 10, TaskOutcome.Erased);
        await AnsweredAsync(afterDays: 20, TaskOutcome.Refused);
        await AnsweredAsync(afterDays: 60, TaskOutcome.Irreversible);
        var open = await BenchAsync();
        await open.CreateConfirmedRequestAsync();
        var withdrawn = await BenchAsync();
        await withdrawn.Requests.WithdrawAsync(
            withdrawn.Worker,
            await withdrawn.CreateConfirmedRequestAsync(),
            default
        );
        await (await BenchAsync()).SubmitRequestAsync();

        open.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var years = await open.Statistics.FindByYearAsync(default);

        var year = years.ShouldHaveSingleItem();
        year.Channels.ShouldBe(new Dictionary<RequestChannel, int> { [RequestChannel.Portal] = 5 });
        year.Outcomes.ShouldBe(
            new Dictionary<DropOutcome, int> { [DropOutcome.Deleted] = 1, [DropOutcome.Exempted] = 2 },
            ignoreOrder: true
        );
        year.ShouldBe(
            new YearlyRequestStatistics(
                2026,
                Place: null,
                Received: 5,
                Completed: 1,
                PartlyCompleted: 1,
                Refused: 1,
                Withdrawn: 1,
                Open: 1,
                Overdue: 1,
                Extended: 0,
                OnTimePercent: 66,
                MedianDays: 21,
                MeanDays: 31
            )
            {
                Channels = year.Channels,
                Outcomes = year.Outcomes,
            }
        );
    }

    private async Task AnsweredAsync(int afterDays, TaskOutcome outcome)
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(afterDays));
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(outcome, Note: "Why."),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestStatisticsTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestStatisticsTests(database),
            IClassFixture<PostgresDatabase>;
}
