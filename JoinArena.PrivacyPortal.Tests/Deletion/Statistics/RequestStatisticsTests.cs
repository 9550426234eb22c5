using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics;

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

        years
            .ShouldHaveSingleItem()
            .ShouldBe(
                new YearlyRequestStatistics(
                    2026,
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

/// <summary>Who answers in time, on both databases.</summary>
public abstract class PunctualityTests(TestDatabase database)
{
    [Fact]
    public async Task Each_party_is_counted_by_whether_its_answers_came_in_time()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var (prompt, late, silent) = (
            await bench.AddHoldingPartyAsync("Prompt"),
            await bench.AddHoldingPartyAsync("Late"),
            await bench.AddHoldingPartyAsync("Silent")
        );
        var request = await bench.CreateStartedRequestAsync();
        foreach (var task in request.Tasks)
            await bench.Progress.MarkNotifiedAsync(task.Id, DeletionFixture.Officer, default);
        await AnswerAsync(prompt, afterDays: 5);
        await AnswerAsync(late, afterDays: 40);

        var parties = (await bench.Statistics.FindByPartyAsync(default)).ToDictionary(p => p.PartyId);

        parties[prompt]
            .ShouldBe(
                new PartyPunctuality(
                    2026,
                    prompt,
                    "Prompt",
                    Asked: 1,
                    Answered: 1,
                    Overdue: 0,
                    OnTimePercent: 100,
                    MedianDays: 5
                )
            );
        parties[late]
            .ShouldBe(
                new PartyPunctuality(
                    2026,
                    late,
                    "Late",
                    Asked: 1,
                    Answered: 1,
                    Overdue: 0,
                    OnTimePercent: 0,
                    MedianDays: 45
                )
            );
        parties[silent]
            .ShouldBe(
                new PartyPunctuality(
                    2026,
                    silent,
                    "Silent",
                    Asked: 1,
                    Answered: 0,
                    Overdue: 1,
                    OnTimePercent: null,
                    MedianDays: null
                )
            );

        async Task AnswerAsync(string party, int afterDays)
        {
            bench.Clock.Advance(TimeSpan.FromDays(afterDays));
            (
                await bench.Progress.RecordAsync(
                    request.Tasks.Single(t => t.PartyId == party).Id,
                    new(TaskOutcome.Erased),
                    DeletionFixture.Officer,
                    default
                )
            ).IsSuccess.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_reopened_request_is_measured_by_its_first_answer()
    {
        var bench = await BenchAsync();
        var request = await bench.CreateStartedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(4));
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(300);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", until),
            DeletionFixture.Officer,
            default
        );
        bench.Clock.Advance(TimeSpan.FromDays(302));
        await bench.FollowUpJob.RunAsync(default);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );

        var after = await bench.LoadRequestAsync(request.Number);

        (after.State, after.FirstEndedAt, after.FirstEndDueBy).ShouldBe(
            (RequestState.Completed, new DateTimeOffset(2026, 11, 29, 14, 2, 0, TimeSpan.Zero), request.DueBy)
        );
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : PunctualityTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PunctualityTests(database),
            IClassFixture<PostgresDatabase>;
}

public sealed class MedianTests
{
    [Fact]
    public void The_median_has_as_many_values_below_as_above() =>
        Gen.Int[0, 1000]
            .List[1, 50]
            .Sample(days =>
                RequestStatistics.Median(days) is { } median
                && days.Count(d => d < median) <= days.Count / 2
                && days.Count(d => d > median) <= days.Count / 2
            );

    [Fact]
    public void An_empty_list_has_no_median() => RequestStatistics.Median([]).ShouldBeNull();
}

public sealed class StatisticsPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task The_team_reads_and_downloads_the_figures_and_a_worker_cannot()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff");
        await auditor.GoToAsync("/staff/statistics");
        auditor.Status.ShouldBe(200);

        using var file = await auditor.FetchAsync("/staff/statistics.csv");
        (await file.Content.ReadAsStringAsync()).ShouldStartWith(
            "year,received,completed,partlyCompleted,refused,withdrawn,open,overdue,extended,onTimePercent,medianDays,meanDays"
        );
        using var parties = await auditor.FetchAsync("/staff/statistics/parties.csv");
        (await parties.Content.ReadAsStringAsync()).ShouldStartWith(
            "year,partyId,name,asked,answered,overdue,onTimePercent,medianDays"
        );

        (await worker.GoToAsync("/staff/statistics")).Text.ShouldContain("This page is not for your account");
    }
}
