using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// What the team is written about deadlines, on both databases. Confirmed on 24 November in Germany: due on 24
/// December.
/// </summary>
public abstract class DeadlineAlertJobTests(TestDatabase database)
{
    [Fact]
    public async Task The_team_is_alerted_a_week_ahead_two_days_ahead_and_once_when_the_deadline_has_passed()
    {
        var bench = await BenchAsync();
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var administrator = await bench.AddStaffAsync(Roles.Administrator);
        var auditor = await bench.AddStaffAsync(Roles.Auditor);
        var number = await bench.CreateConfirmedRequestAsync();
        var heard = new List<string>();
        for (var day = new DateOnly(2026, 11, 25); day <= new DateOnly(2026, 12, 27); day = day.AddDays(1))
        {
            bench.Clock.SetUtcNow(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero));
            var before = (await bench.FindQueuedMailsAsync(officer)).Count(m => m.Contains(number));
            await bench.DeadlineAlerts.RunAsync(default);
            await bench.DeadlineAlerts.RunAsync(default);
            if ((await bench.FindQueuedMailsAsync(officer)).Count(m => m.Contains(number)) - before is 1)
                heard.Add($"{day:MM-dd}");
        }

        heard.ShouldBe(["12-17", "12-22", "12-25"]);
        (await bench.FindQueuedMailsAsync(administrator))
            .Where(m => m.Contains(number))
            .ShouldHaveSingleItem()
            .ShouldContain("overdue");
        (await bench.FindQueuedMailsAsync(auditor)).ShouldBeEmpty();
        var events = (await bench.LoadRequestAsync(number)).Events.Select(e => e.Kind).ToList();
        events.Count(e => e == RequestEventKind.TeamReminded).ShouldBe(2);
        events.Count(e => e == RequestEventKind.Escalated).ShouldBe(1);
    }

    [Fact]
    public async Task Alerts_go_by_the_laws_of_the_day_of_receipt_as_the_pages_do()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var request = await bench.LoadRequestAsync(number);
        await using var db = await bench.Contexts.CreateDbContextAsync();

        var found = await AlertedDeadlines.Select(db.DeletionRequests.Where(r => r.Number == number)).SingleAsync();

        found.Places.Received.ShouldBe(request.CountsFrom);
        AlertedDeadlines.FromRequest(request).Places.Received.ShouldBe(request.CountsFrom);
    }

    [Fact]
    public async Task A_deadline_that_passed_while_the_job_did_not_run_is_detected_and_alerted_once()
    {
        var bench = await BenchAsync();
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

        await Task.WhenAll(
            Task.Run(() => bench.DeadlineAlerts.RunAsync(default)),
            Task.Run(() => bench.DeadlineAlerts.RunAsync(default))
        );

        (await bench.FindQueuedMailsAsync(officer))
            .Where(m => m.Contains(number))
            .ShouldHaveSingleItem()
            .ShouldContain("24 December 2026");
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_set_aside_and_the_others_are_alerted_to()
    {
        var bench = await BenchAsync();
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var bad = await bench.CreateConfirmedRequestAsync();
        var good = await bench.CreateConfirmedRequestAsync();
        var id = (await bench.LoadRequestAsync(bad)).Id;
        await SetScopeKindAsync(bench, id, "Vanished");
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 18, 9, 0, 0, TimeSpan.Zero));

        await bench.DeadlineAlerts.RunAsync(default);

        (await bench.FindQueuedMailsAsync(officer)).ShouldContain(m => m.Contains(good));
        (await bench.SetAside.ListAsync(default)).ShouldContain(row => row.Row == id.ToString());

        await SetScopeKindAsync(bench, id, "Everything");
        await bench.DeadlineAlerts.RunAsync(default);
        (await bench.FindQueuedMailsAsync(officer)).ShouldContain(m => m.Contains(bad));
        (await bench.SetAside.ListAsync(default)).ShouldNotContain(row => row.Row == id.ToString());
    }

    [Fact]
    public async Task The_alert_a_week_ahead_goes_only_to_the_assigned_officer()
    {
        var bench = await BenchAsync();
        var mine = await bench.AddStaffAsync(Roles.Officer);
        var other = await bench.AddStaffAsync(Roles.Officer);
        var number = await bench.CreateConfirmedRequestAsync();
        (await bench.Casework.AssignAsync(number, mine, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 18, 9, 0, 0, TimeSpan.Zero));

        await bench.DeadlineAlerts.RunAsync(default);

        (await bench.FindQueuedMailsAsync(mine)).Count(m => m.Contains(number)).ShouldBe(1);
        (await bench.FindQueuedMailsAsync(other)).Count(m => m.Contains(number)).ShouldBe(0);
    }

    [Fact]
    public async Task An_extended_deadline_has_alerts_of_its_own()
    {
        var bench = await BenchAsync();
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.Zero));
        await bench.DeadlineAlerts.RunAsync(default);
        await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionFixture.Officer, default);
        await bench.DeadlineAlerts.RunAsync(default);
        bench.Clock.SetUtcNow(new DateTimeOffset(2027, 2, 20, 9, 0, 0, TimeSpan.Zero));

        await bench.DeadlineAlerts.RunAsync(default);

        (await bench.FindQueuedMailsAsync(officer))
            .Where(m => m.Contains($"{number}: an answer is due"))
            .Select(m => m.Contains("24 February 2027"))
            .ShouldBe([false, true], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answered_request_reminds_no_one()
    {
        var bench = await BenchAsync();
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var request = await bench.CreateStartedRequestAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );
        bench.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));

        await bench.DeadlineAlerts.RunAsync(default);

        (await bench.FindQueuedMailsAsync(officer)).ShouldAllBe(m => !m.Contains(request.Number));
    }

    [Fact]
    public async Task The_last_day_is_the_authoritys()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-CA");
        await bench.AddHoldingPartyAsync("Northwind");
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var number = await bench.CreateConfirmedRequestAsync();
        await ReceiptLeavesAsync(bench, number);
        var due = (await bench.LoadRequestAsync(number)).DueBy!.Value;

        // Seven in the evening in Los Angeles, and the next day in UTC.
        bench.Clock.SetUtcNow(new DateTimeOffset(due.AddDays(1), new TimeOnly(3, 0), TimeSpan.Zero));
        await bench.DeadlineAlerts.RunAsync(default);
        (await bench.FindQueuedMailsAsync(officer)).ShouldAllBe(m => !(m.Contains("overdue") && m.Contains(number)));
        bench.Clock.Advance(TimeSpan.FromHours(6));
        await bench.DeadlineAlerts.RunAsync(default);

        (await bench.FindQueuedMailsAsync(officer)).ShouldContain(m => m.Contains("overdue") && m.Contains(number));
    }

    [Fact]
    public async Task The_ten_business_days_of_California_are_alerted_only_until_the_confirmation_is_sent()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-CA");
        await bench.AddHoldingPartyAsync("Northwind");
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var stuck = await bench.CreateConfirmedRequestAsync();
        var sent = await bench.CreateConfirmedRequestAsync();
        await ReceiptLeavesAsync(bench, sent);
        (await bench.CaseworkQueries.FindAsync(stuck, default))!.IsAcknowledgementSent.ShouldBeFalse();
        (await bench.CaseworkQueries.FindAsync(sent, default))!.IsAcknowledgementSent.ShouldBeTrue();

        // Due on 8 December.
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 7, 20, 0, 0, TimeSpan.Zero));
        await bench.DeadlineAlerts.RunAsync(default);
        await bench.DeadlineAlerts.RunAsync(default);

        (await bench.FindQueuedMailsAsync(officer))
            .Where(m => m.Contains(stuck))
            .ShouldHaveSingleItem()
            .ShouldContain("receipt must be confirmed by 8 December 2026");
        (await bench.FindQueuedMailsAsync(officer)).ShouldAllBe(m => !m.Contains(sent));
    }

    private static async Task SetScopeKindAsync(DeletionFixture bench, Guid request, string kind)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (
            await db.ExecuteSqlAsync(
                $"""UPDATE "DeletionRequests" SET "ScopeKind" = {kind} WHERE "Id" = {request}""",
                default
            )
        ).ShouldBe(1);
    }

    private static async Task ReceiptLeavesAsync(DeletionFixture bench, string number)
    {
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (
            await db.Set<OutboxMessage>()
                .Where(m => m.About == "/staff/requests/" + number)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneAt, bench.Clock.GetUtcNow()))
        ).ShouldBe(1);
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DeadlineAlertJobTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeadlineAlertJobTests(database),
            IClassFixture<PostgresDatabase>;
}
