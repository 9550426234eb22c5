using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>
/// A refusal has its own last day, which an extension does not move (GDPR 12(4)), on both databases. Confirmed on 24
/// November in Germany: refuse by 24 December, answer by 24 February after an extension.
/// </summary>
public abstract class RefusalDayTests(TestDatabase database)
{
    [Fact]
    public async Task Officer_reads_the_last_day_to_refuse_and_that_it_has_passed_though_the_answer_was_extended()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionFixture.Officer, default);

        var before = (await bench.Previews.FindAvailableAsync(number, default))!;
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 25, 9, 0, 0, TimeSpan.Zero));
        var after = (await bench.Previews.FindAvailableAsync(number, default))!;

        (before.RefuseBy, before.IsRefusalDayFixed, before.IsRefusalLate).ShouldBe(
            (ReviewedRules.Day("2026-12-24"), true, false)
        );
        (after.RefuseBy, after.IsRefusalLate, after.CanRefuse).ShouldBe((ReviewedRules.Day("2026-12-24"), true, true));
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2027-02-24"));
    }

    [Fact]
    public async Task Officer_reads_until_when_the_worker_can_be_told_of_an_extension_and_nothing_once_that_has_passed()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();

        var before = (await bench.Previews.FindAvailableAsync(number, default))!;
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 25, 9, 0, 0, TimeSpan.Zero));
        var after = (await bench.Previews.FindAvailableAsync(number, default))!;

        (before.CanExtend, before.ExtendBy).ShouldBe((true, ReviewedRules.Day("2026-12-24")));
        (after.CanExtend, after.ExtendBy).ShouldBe((false, null));
    }

    [Fact]
    public async Task Where_the_law_has_no_day_for_a_refusal_it_is_that_of_the_answer()
    {
        var bench = await BenchAsync("BR");
        var number = await bench.CreateConfirmedRequestAsync();

        var available = (await bench.Previews.FindAvailableAsync(number, default))!;

        available.RefuseBy.ShouldBe((await bench.LoadRequestAsync(number)).DueBy!.Value);
        available.IsRefusalDayFixed.ShouldBeFalse();
    }

    [Fact]
    public async Task The_team_is_alerted_to_the_last_day_to_refuse_an_extended_request_while_some_of_it_can_be_refused()
    {
        var bench = await BenchAsync("DE");
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var waiting = await bench.CreateConfirmedRequestAsync();
        var started = await bench.CreateConfirmedRequestAsync();
        foreach (var number in new[] { waiting, started })
            await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionFixture.Officer, default);
        await bench.Progress.StartNowAsync(started, DeletionFixture.Officer, default);
        foreach (var task in (await bench.LoadRequestAsync(started)).Tasks)
            await bench.Progress.MarkNotifiedAsync(task.Id, DeletionFixture.Officer, default);
        var heard = new List<string>();
        for (var day = new DateOnly(2026, 12, 1); day <= new DateOnly(2026, 12, 30); day = day.AddDays(1))
        {
            bench.Clock.SetUtcNow(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero));
            var before = (await bench.FindQueuedMailsAsync(officer)).Count(m => m.Contains(waiting));
            await bench.DeadlineAlerts.RunAsync(default);
            await bench.DeadlineAlerts.RunAsync(default);
            if ((await bench.FindQueuedMailsAsync(officer)).Count(m => m.Contains(waiting)) > before)
                heard.Add($"{day:MM-dd}");
        }

        heard.ShouldBe(["12-17", "12-22", "12-25"]);
        (await bench.FindQueuedMailsAsync(officer))
            .Where(m => m.Contains(waiting))
            .ShouldAllBe(m => m.Contains("the last day to refuse any of it is 24 December 2026"));
        (await bench.FindQueuedMailsAsync(officer)).ShouldAllBe(m => !m.Contains(started));
    }

    private async Task<DeletionFixture> BenchAsync(string residence)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(residence);
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : RefusalDayTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RefusalDayTests(database),
            IClassFixture<PostgresDatabase>;
}
