using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The machine's clock jumps: days on, an hour back, and the hour that summer takes and winter gives.</summary>
public abstract class ClockMovedTests(TestDatabase database)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Days_that_pass_while_a_message_is_on_its_way_let_it_be_said_again_under_the_same_id_and_taken_down_once()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook);
        var (calls, otherNode) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = new RawHost(async (_, stream, ct) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                // To another node the lease of the first now looks long over.
                bench.Clock.Advance(TimeSpan.FromDays(3));
                try
                {
                    await bench.DeliverAsync(ct: ct);
                }
                finally
                {
                    otherNode.SetResult();
                }
            }

            await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
        });
        await bench.ReachedAtAsync(party, host.Url.ToString());
        var request = await bench.StartedAsync();

        // The first node's own lapse of patience ends its call, and leaves it for later if that comes before the second has leased it.
        await bench.DeliverAsync();
        await otherNode.Task;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DeliverAsync();

        host.Heads.Where(h => h.Length > 0).ShouldAllBe(h => h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal));
        var after = await bench.ReadAsync(request.Number);
        (after.Tasks[0].State, after.Events.Count(e => e.Kind is RequestEventKind.PartyTold), after.Events.Count(e => e.Kind is RequestEventKind.PartyAcknowledged)).ShouldBe((TaskState.Acknowledged, 1, 1));
        (await bench.LedgerAsync()).Count(k => k == "erasure-asked").ShouldBe(1);
    }

    [Fact]
    public async Task An_hour_back_delays_a_job_whose_node_died_by_that_hour_and_forgets_it_not()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await using (var letters = await bench.Contexts.CreateDbContextAsync()) await letters.Outbox.Where(m => m.Kind == "mail").ExecuteDeleteAsync();
        // It leases the job, and no more.
        using (var process = new OneProcess(bench, database.Settings, new(commits: 1, after: true))) await Should.ThrowAsync<OperationCanceledException>(process.DeliverAsync);
        BackAnHour(bench);
        await bench.DeliverAsync();

        bench.Clock.Advance(s_hour + OutboxSweep.Lease);
        await bench.DeliverAsync();

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Bag.To("privacy@mailed.example").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_hour_back_while_a_message_is_on_its_way_changes_nothing_about_it()
    {
        var bench = await BenchAsync();
        var party = await bench.HeldByAsync("Hooked", connector: ConnectorType.Webhook);
        await using var host = new RawHost((_, stream, ct) =>
        {
            BackAnHour(bench);
            return stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), ct).AsTask();
        });
        await bench.ReachedAtAsync(party, host.Url.ToString());
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        await bench.DeliverAsync();

        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
        host.Heads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_hour_back_gives_the_worker_their_cooling_off_time_still_and_ends_it_no_earlier()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Mailed", connector: ConnectorType.Email);
        var number = await bench.ConfirmedAsync();
        bench.Clock.Advance(TimeSpan.FromHours(23.5));
        BackAnHour(bench);
        await bench.Sweep.SweepAsync(default);
        bench.Clock.Advance(TimeSpan.FromMinutes(89));
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Confirmed);

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.InProgress);
        BackAnHour(bench);
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).Events.Count(e => e.Kind is RequestEventKind.Started).ShouldBe(1);
    }

    [Fact]
    public async Task Days_on_end_the_cooling_off_time_and_remind_once_and_not_for_each_week_that_was_skipped()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Silent", connector: ConnectorType.Email);
        var number = await bench.ConfirmedAsync();
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.Sweep.SweepAsync(default);
        await bench.DeliverAsync();
        bench.Clock.Advance(TimeSpan.FromDays(60));
        for (var n = 0; n < 2; n++)
        {
            await bench.FollowUp.SweepAsync(default);
            await bench.DeliverAsync();
        }

        bench.Bag.To("privacy@silent.example").Count.ShouldBe(2);
        var events = (await bench.ReadAsync(number)).Events;
        (events.Count(e => e.Kind is RequestEventKind.PartyReminded), events.Count(e => e.Kind is RequestEventKind.PartyOverdue)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task An_hour_back_reminds_nobody_twice_and_calls_nothing_overdue_twice()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        bench.Clock.AdjustTime(new DateTimeOffset(request.DueBy!.Value.AddDays(1), new(0, 30), TimeSpan.Zero));
        for (var n = 0; n < 3; n++)
        {
            await bench.FollowUp.SweepAsync(default);
            await bench.DeliverAsync();
            BackAnHour(bench);
        }

        var events = (await bench.ReadAsync(request.Number)).Events;
        (events.Count(e => e.Kind is RequestEventKind.PartyReminded), events.Count(e => e.Kind is RequestEventKind.PartyOverdue)).ShouldBe((1, 1));
        bench.Bag.To("privacy@silent.example").Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_hour_back_over_midnight_asks_nobody_anew_twice_for_what_they_kept()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Keeper", connector: ConnectorType.Email);
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(40);
        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", until), By.Party("key"), default);
        bench.Clock.AdjustTime(new DateTimeOffset(until.AddDays(1), new(0, 30), TimeSpan.Zero));
        for (var n = 0; n < 3; n++)
        {
            await bench.FollowUp.SweepAsync(default);
            await bench.DeliverAsync();
            BackAnHour(bench);
        }

        (await bench.ReadAsync(request.Number)).Tasks[0].Round.ShouldBe(2);
        bench.Clock.Advance(TimeSpan.FromHours(4));
        await bench.DeliverAsync();
        bench.Bag.To("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.InboxAsync()).Count(s => s == "Keeper may keep your data no longer").ShouldBe(1);
    }

    [Theory]
    [InlineData("2027-03-27T14:00:00Z", "28 March 2027 at 15:00")]
    [InlineData("2026-10-24T14:00:00Z", "25 October 2026 at 14:00")]
    public async Task A_day_to_think_it_over_is_24_hours_also_when_the_clocks_change_and_is_told_as_the_clock_on_the_wall_shows_it(string confirmed, string told)
    {
        var bench = await BenchAsync();
        bench.Clock.AdjustTime(DateTimeOffset.Parse(confirmed, System.Globalization.CultureInfo.InvariantCulture));
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.InboxTextAsync()).ShouldContain($"You can take it back until {told}");
        bench.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Confirmed);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.InProgress);
    }

    [Theory]
    // Received in the evening by the clocks of Berlin, on either side of the night in which they change.
    [InlineData("2027-03-27T22:30:00Z", "2027-04-27")]
    [InlineData("2027-03-27T23:30:00Z", "2027-04-28")]
    [InlineData("2027-03-28T21:30:00Z", "2027-04-28")]
    [InlineData("2027-03-28T22:30:00Z", "2027-04-29")]
    [InlineData("2027-10-30T21:30:00Z", "2027-11-30")]
    [InlineData("2027-10-30T22:30:00Z", "2027-11-30")]
    [InlineData("2027-10-31T23:30:00Z", "2027-12-01")]
    public void A_deadline_counts_from_the_day_on_the_authoritys_wall_also_when_the_clocks_change(string received, string due) =>
        ReviewedRules.Shipped.For("DE", DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture)).DueBy.ShouldBe(ReviewedRules.Day(due));

    private static void BackAnHour(DeletionBench bench) => bench.Clock.AdjustTime(bench.Clock.GetUtcNow() - s_hour);

    private async Task<DeletionBench> BenchAsync() => await new DeletionBench(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : ClockMovedTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : ClockMovedTests(database), IClassFixture<PostgresDatabase>;
}
