using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The machine's clock is set back by an hour.</summary>
public abstract class DeletionClockSetBackTests(TestDatabase database)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_clock_set_back_an_hour_delays_a_job_whose_node_died_by_that_hour_and_does_not_lose_it()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await using (var letters = await bench.Contexts.CreateDbContextAsync())
            await letters.Outbox.Where(m => m.Kind == "mail").ExecuteDeleteAsync();
        // It leases the job, and no more.
        using (var process = new SingleProcess(bench, database.Settings, new(commits: 1, after: true)))
            await Should.ThrowAsync<OperationCanceledException>(process.DeliverMessagesAsync);
        BackAnHour(bench);
        await bench.DeliverMessagesAsync();

        bench.Clock.Advance(s_hour + OutboxDispatchJob.Lease);
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_clock_set_back_while_a_message_is_on_its_way_changes_nothing_about_it()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);
        await using var host = new RawHost(
            (_, stream, ct) =>
            {
                BackAnHour(bench);
                return stream
                    .WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), ct)
                    .AsTask();
            }
        );
        await bench.SetConnectorAsync(party, host.Url.ToString());
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
        host.RequestHeads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_shorten_the_workers_cooling_off_time()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromHours(23.5));
        BackAnHour(bench);
        await bench.TimeoutJob.RunAsync(default);
        bench.Clock.Advance(TimeSpan.FromMinutes(89));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
        BackAnHour(bench);
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).Events.Count(e => e.Kind is RequestEventKind.Started).ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_set_back_repeats_no_reminder_and_no_overdue_alert()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        bench.Clock.AdjustTime(new DateTimeOffset(request.DueBy!.Value.AddDays(1), new(0, 30), TimeSpan.Zero));
        for (var n = 0; n < 3; n++)
        {
            await bench.FollowUpJob.RunAsync(default);
            await bench.DeliverMessagesAsync();
            BackAnHour(bench);
        }

        var events = (await bench.LoadRequestAsync(request.Number)).Events;
        (
            events.Count(e => e.Kind is RequestEventKind.PartyReminded),
            events.Count(e => e.Kind is RequestEventKind.PartyOverdue)
        ).ShouldBe((1, 1));
        bench.Mails.GetMailsTo("privacy@silent.example").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_set_back_over_midnight_starts_no_second_round_for_retained_data()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(40);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", until),
            Actor.Party("key"),
            default
        );
        bench.Clock.AdjustTime(new DateTimeOffset(until.AddDays(1), new(0, 30), TimeSpan.Zero));
        for (var n = 0; n < 3; n++)
        {
            await bench.FollowUpJob.RunAsync(default);
            await bench.DeliverMessagesAsync();
            BackAnHour(bench);
        }

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].Round.ShouldBe(2);
        bench.Clock.Advance(TimeSpan.FromHours(4));
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).Count(s => s == "Keeper may no longer keep your data").ShouldBe(1);
    }

    private static void BackAnHour(DeletionFixture bench) => bench.Clock.AdjustTime(bench.Clock.GetUtcNow() - s_hour);

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : DeletionClockSetBackTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeletionClockSetBackTests(database),
            IClassFixture<PostgresDatabase>;
}
