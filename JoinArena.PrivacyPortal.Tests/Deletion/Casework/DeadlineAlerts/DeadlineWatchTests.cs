using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.DeadlineAlerts;

/// <summary>What the team is written about deadlines, on both databases. Confirmed on 24 November in Germany: due on 24 December.</summary>
public abstract class DeadlineWatchTests(TestDatabase database)
{
    [Fact]
    public async Task The_team_hears_once_a_week_ahead_once_two_days_ahead_and_once_when_it_has_passed()
    {
        var bench = await BenchAsync();
        var (officer, administrator, auditor) = (await bench.StaffAsync(Roles.Officer), await bench.StaffAsync(Roles.Administrator), await bench.StaffAsync(Roles.Auditor));
        var number = await bench.ConfirmedAsync();
        var heard = new List<string>();
        for (var day = new DateOnly(2026, 11, 25); day <= new DateOnly(2026, 12, 27); day = day.AddDays(1))
        {
            bench.Clock.SetUtcNow(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero));
            var before = (await bench.MailsToAsync(officer)).Count(m => m.Contains(number));
            await bench.Watch.SweepAsync(default);
            await bench.Watch.SweepAsync(default);
            if ((await bench.MailsToAsync(officer)).Count(m => m.Contains(number)) - before is 1) heard.Add($"{day:MM-dd}");
        }

        heard.ShouldBe(["12-17", "12-22", "12-25"]);
        (await bench.MailsToAsync(administrator)).Where(m => m.Contains(number)).ShouldHaveSingleItem().ShouldContain("overdue");
        (await bench.MailsToAsync(auditor)).ShouldBeEmpty();
        var events = (await bench.ReadAsync(number)).Events.Select(e => e.Kind).ToList();
        events.Count(e => e == RequestEventKind.TeamReminded).ShouldBe(2);
        events.Count(e => e == RequestEventKind.Escalated).ShouldBe(1);
    }

    [Fact]
    public async Task When_every_wake_up_was_lost_what_has_passed_meanwhile_is_found_and_told_once()
    {
        var bench = await BenchAsync();
        var officer = await bench.StaffAsync(Roles.Officer);
        var number = await bench.ConfirmedAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

        await Task.WhenAll(Task.Run(() => bench.Watch.SweepAsync(default)), Task.Run(() => bench.Watch.SweepAsync(default)));

        (await bench.MailsToAsync(officer)).Where(m => m.Contains(number)).ShouldHaveSingleItem().ShouldContain("24 December 2026");
    }

    [Fact]
    public async Task A_week_ahead_only_whoever_works_on_it_hears()
    {
        var bench = await BenchAsync();
        var (mine, other) = (await bench.StaffAsync(Roles.Officer), await bench.StaffAsync(Roles.Officer));
        var number = await bench.ConfirmedAsync();
        (await bench.Cases.AssignAsync(number, mine, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 18, 9, 0, 0, TimeSpan.Zero));

        await bench.Watch.SweepAsync(default);

        (await bench.MailsToAsync(mine)).Count(m => m.Contains(number)).ShouldBe(1);
        (await bench.MailsToAsync(other)).Count(m => m.Contains(number)).ShouldBe(0);
    }

    [Fact]
    public async Task An_extended_deadline_is_a_new_one_to_be_reminded_of()
    {
        var bench = await BenchAsync();
        var officer = await bench.StaffAsync(Roles.Officer);
        var number = await bench.ConfirmedAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.Zero));
        await bench.Watch.SweepAsync(default);
        await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionBench.Officer, default);
        await bench.Watch.SweepAsync(default);
        bench.Clock.SetUtcNow(new DateTimeOffset(2027, 2, 20, 9, 0, 0, TimeSpan.Zero));

        await bench.Watch.SweepAsync(default);

        (await bench.MailsToAsync(officer)).Where(m => m.Contains(number)).Select(m => m.Contains("24 February 2027")).ShouldBe([false, true], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answered_request_reminds_nobody()
    {
        var bench = await BenchAsync();
        var officer = await bench.StaffAsync(Roles.Officer);
        var request = await bench.StartedAsync();
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        bench.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

        await bench.Watch.SweepAsync(default);

        (await bench.MailsToAsync(officer)).ShouldAllBe(m => !m.Contains(request.Number));
    }

    [Fact]
    public async Task The_last_day_is_the_authoritys()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync("US-CA");
        await bench.HeldByAsync("Northwind");
        var officer = await bench.StaffAsync(Roles.Officer);
        var number = await bench.ConfirmedAsync();
        await ReceiptLeavesAsync(bench, number);
        var due = (await bench.ReadAsync(number)).DueBy!.Value;

        // Seven in the evening in Los Angeles, and the next day in UTC.
        bench.Clock.SetUtcNow(new DateTimeOffset(due.AddDays(1), new TimeOnly(3, 0), TimeSpan.Zero));
        await bench.Watch.SweepAsync(default);
        (await bench.MailsToAsync(officer)).ShouldAllBe(m => !(m.Contains("overdue") && m.Contains(number)));
        bench.Clock.Advance(TimeSpan.FromHours(6));
        await bench.Watch.SweepAsync(default);

        (await bench.MailsToAsync(officer)).ShouldContain(m => m.Contains("overdue") && m.Contains(number));
    }

    [Fact]
    public async Task Californias_ten_business_days_are_reminded_of_only_while_the_confirmation_has_not_left()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync("US-CA");
        await bench.HeldByAsync("Northwind");
        var officer = await bench.StaffAsync(Roles.Officer);
        var (stuck, sent) = (await bench.ConfirmedAsync(), await bench.ConfirmedAsync());
        await ReceiptLeavesAsync(bench, sent);
        (await bench.Files.FindAsync(stuck, default))!.HasAcknowledgementLeft.ShouldBeFalse();
        (await bench.Files.FindAsync(sent, default))!.HasAcknowledgementLeft.ShouldBeTrue();

        // Due on 8 December.
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 7, 20, 0, 0, TimeSpan.Zero));
        await bench.Watch.SweepAsync(default);
        await bench.Watch.SweepAsync(default);

        (await bench.MailsToAsync(officer)).Where(m => m.Contains(stuck)).ShouldHaveSingleItem().ShouldContain("receipt has to be confirmed by 8 December 2026");
        (await bench.MailsToAsync(officer)).ShouldAllBe(m => !m.Contains(sent));
    }

    private static async Task ReceiptLeavesAsync(DeletionBench bench, string number)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Set<OutboxMessage>().Where(m => m.About == "/staff/requests/" + number).ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneAt, bench.Clock.GetUtcNow()))).ShouldBe(1);
    }

    private async Task<DeletionBench> BenchAsync()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : DeadlineWatchTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : DeadlineWatchTests(database), IClassFixture<PostgresDatabase>;
}
