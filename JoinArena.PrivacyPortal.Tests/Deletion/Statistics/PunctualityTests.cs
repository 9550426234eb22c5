using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics;

/// <summary>How many answers of each party came on time, on both databases.</summary>
public abstract class PunctualityTests(TestDatabase database)
{
    [Fact]
    public async Task The_answers_of_each_party_are_counted_as_on_time_or_late()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var prompt = await bench.AddHoldingPartyAsync("Prompt");
        var late = await bench.AddHoldingPartyAsync("Late");
        var silent = await bench.AddHoldingPartyAsync("Silent");
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
