using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Queue;

/// <summary>
/// The last day of a request ends at midnight where its law holds, for the queue, the worklist, the follow-up of parties
/// and the alerts alike, on both databases.
/// </summary>
public abstract class DueDayTests(TestDatabase database)
{
    [Theory]
    [InlineData("US-CA", "America/Los_Angeles")] // eight hours behind UTC
    [InlineData("JP", "Asia/Tokyo")] // nine hours ahead
    public async Task A_request_is_overdue_everywhere_from_the_midnight_after_its_last_day_where_its_law_holds(
        string place,
        string zone
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Progress.StartNowAsync(number, DeletionFixture.Officer, default);
        var due = (await bench.LoadRequestAsync(number)).DueBy!.Value;
        var midnight = due.AddDays(1).StartOfDay(TimeZoneInfo.FindSystemTimeZoneById(zone));

        bench.Clock.Advance(midnight - TimeSpan.FromMinutes(1) - bench.Clock.GetUtcNow());
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeadlineAlerts.RunAsync(default);

        (await FindAsync(bench, QueueView.Overdue, number)).ShouldBeNull();
        var last = (await FindAsync(bench, QueueView.DueSoon, number)).ShouldNotBeNull();
        (last.DaysLeft, last.IsOverdue).ShouldBe((0, false));
        var before = await bench.LoadRequestAsync(number);
        before.AlertedStage.ShouldBe(DeadlineStage.WithinTwoDays);
        before.Events.ShouldNotContain(e => e.Kind == RequestEventKind.PartyOverdue);

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeadlineAlerts.RunAsync(default);

        (await FindAsync(bench, QueueView.DueSoon, number)).ShouldBeNull();
        var late = (await FindAsync(bench, QueueView.Overdue, number)).ShouldNotBeNull();
        (late.DaysLeft, late.IsOverdue).ShouldBe((-1, true));
        var after = await bench.LoadRequestAsync(number);
        after.AlertedStage.ShouldBe(DeadlineStage.Overdue);
        after.Events.ShouldContain(e => e.Kind == RequestEventKind.PartyOverdue);
    }

    [Theory]
    [InlineData("US-CA", "America/Los_Angeles")]
    [InlineData("JP", "Asia/Tokyo")]
    public async Task The_week_before_a_deadline_begins_at_midnight_where_the_law_holds(string place, string zone)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        var due = (await bench.LoadRequestAsync(number)).DueBy!.Value;
        var firstDay = due.AddDays(-RequestQueue.DaysAhead).StartOfDay(TimeZoneInfo.FindSystemTimeZoneById(zone));

        bench.Clock.Advance(firstDay - TimeSpan.FromMinutes(1) - bench.Clock.GetUtcNow());
        (await FindAsync(bench, QueueView.DueSoon, number)).ShouldBeNull();
        (await IsWaitingAsync(bench, number)).ShouldBeFalse();

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await FindAsync(bench, QueueView.DueSoon, number))!.DaysLeft.ShouldBe(RequestQueue.DaysAhead);
        (await IsWaitingAsync(bench, number)).ShouldBeTrue();
    }

    private static async Task<QueueLine?> FindAsync(DeletionFixture bench, QueueView view, string number) =>
        (await bench.Queue.FindAsync(new() { View = view, Text = number }, null, default)).Items.SingleOrDefault();

    private async Task<bool> IsWaitingAsync(DeletionFixture bench, string number)
    {
        var work = await new RequestWorkQueries(database.Contexts, bench.Clock).FindAsync("me@example.com", default);
        return work.First.Any(l => l.Number == number);
    }

    public sealed class OnSqlite(SqliteDatabase database) : DueDayTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : DueDayTests(database), IClassFixture<PostgresDatabase>;
}
