using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The figures of a year, on both databases.</summary>
public abstract class RequestStatisticsTests(TestDatabase database)
{
    [Fact]
    public async Task Each_request_counts_once_in_the_year_it_was_confirmed()
    {
        await AnsweredAsync(afterDays: 10, TaskOutcome.Erased);
        await AnsweredAsync(afterDays: 20, TaskOutcome.Refused);
        await AnsweredAsync(afterDays: 60, TaskOutcome.Irreversible);
        var open = await BenchAsync();
        await open.ConfirmedAsync();
        var withdrawn = await BenchAsync();
        await withdrawn.Desk.WithdrawAsync(withdrawn.Worker, await withdrawn.ConfirmedAsync(), default);
        await (await BenchAsync()).SubmittedAsync();

        open.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var years = await new RequestStatistics(open.Contexts, open.Clock).ByYearAsync(default);

        years.ShouldHaveSingleItem().ShouldBe(new YearOfRequests(2026, Received: 5, Completed: 1, PartlyCompleted: 1, Refused: 1, Withdrawn: 1, Open: 1, Overdue: 1, Extended: 0, OnTimePercent: 66, MedianDays: 21));
    }

    private async Task AnsweredAsync(int afterDays, TaskOutcome outcome)
    {
        var bench = await BenchAsync();
        var request = await bench.StartedAsync();
        bench.Clock.Advance(TimeSpan.FromDays(afterDays));
        (await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(outcome, Note: "Why."), DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
    }

    private async Task<DeletionBench> BenchAsync()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : RequestStatisticsTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : RequestStatisticsTests(database), IClassFixture<PostgresDatabase>;
}

public sealed class MedianTests
{
    [Fact]
    public void As_many_lie_below_the_median_as_above() => Gen.Int[0, 1000].List[1, 50].Sample(days =>
        RequestStatistics.Median(days) is { } median && days.Count(d => d < median) <= days.Count / 2 && days.Count(d => d > median) <= days.Count / 2);

    [Fact]
    public void Of_none_there_is_none() => RequestStatistics.Median([]).ShouldBeNull();
}

public sealed class StatisticsPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task The_team_reads_the_figures_and_takes_them_along_and_a_worker_does_not()
    {
        var (worker, _) = await portal.WorkerAsync("Northwind");
        var auditor = await (await portal.StaffAsync(Roles.Auditor)).GoToAsync("/staff");
        await auditor.GoToAsync("/staff/statistics");
        auditor.Status.ShouldBe(200);

        using var file = await auditor.FetchAsync("/staff/statistics.csv");
        (await file.Content.ReadAsStringAsync()).ShouldStartWith("year,received,completed,partlyCompleted,refused,withdrawn,open,overdue,extended,onTimePercent,medianDays");

        (await worker.GoToAsync("/staff/statistics")).Text.ShouldContain("This page is not for your account");
    }
}
