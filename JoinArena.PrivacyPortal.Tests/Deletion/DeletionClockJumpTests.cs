using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>The machine's clock jumps ahead: by days, and by the hour that summer takes and winter gives.</summary>
public abstract class DeletionClockJumpTests(TestDatabase database)
{
    [Fact]
    public async Task A_message_that_is_delayed_by_days_is_sent_again_under_the_same_id_and_recorded_once()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);
        var calls = 0;
        var otherNode = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new RawHost(
            async (_, stream, ct) =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    // To another node the lease of the first now looks long over.
                    bench.Clock.Advance(TimeSpan.FromDays(3));
                    try
                    {
                        await bench.DeliverMessagesAsync(ct: ct);
                    }
                    finally
                    {
                        otherNode.SetResult();
                    }
                }

                await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
            }
        );
        await bench.SetConnectorAsync(party, host.Url.ToString());
        var request = await bench.CreateStartedRequestAsync();

        // The first node's own lapse of patience ends its call, and leaves it for later if that comes before the second
        // has leased it.
        await bench.DeliverMessagesAsync();
        await otherNode.Task;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Where(h => h.Length > 0)
            .ShouldAllBe(h => h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal));
        var after = await bench.LoadRequestAsync(request.Number);
        (
            after.Tasks[0].State,
            after.Events.Count(e => e.Kind is RequestEventKind.PartyNotified),
            after.Events.Count(e => e.Kind is RequestEventKind.PartyAcknowledged)
        ).ShouldBe((TaskState.Acknowledged, 1, 1));
        (await bench.ReadLedgerKindsAsync()).Count(k => k == "erasure-asked").ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_set_ahead_by_days_ends_the_cooling_off_time_and_reminds_once_not_for_each_skipped_week()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.TimeoutJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromDays(60));
        for (var n = 0; n < 2; n++)
        {
            await bench.FollowUpJob.RunAsync(default);
            await bench.DeliverMessagesAsync();
        }

        bench.Mails.GetMailsTo("privacy@silent.example").Count.ShouldBe(2);
        var events = (await bench.LoadRequestAsync(number)).Events;
        (
            events.Count(e => e.Kind is RequestEventKind.PartyReminded),
            events.Count(e => e.Kind is RequestEventKind.PartyOverdue)
        ).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("2027-03-27T14:00:00Z", "28 March 2027 at 15:00")]
    [InlineData("2026-10-24T14:00:00Z", "25 October 2026 at 14:00")]
    public async Task The_cooling_off_time_is_24_hours_also_when_daylight_saving_changes_and_is_shown_in_local_time(
        string confirmed,
        string told
    )
    {
        var bench = await BenchAsync();
        bench.Clock.AdjustTime(DateTimeOffset.Parse(confirmed, System.Globalization.CultureInfo.InvariantCulture));
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.ReadInboxTextAsync()).ShouldContain($"You can withdraw it until {told}");
        bench.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
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
    public void A_deadline_counts_from_the_authoritys_local_day_also_when_daylight_saving_changes(
        string received,
        string due
    ) =>
        ReviewedRules
            .Shipped.ComputeDeadlines(
                "DE",
                DateTimeOffset.Parse(received, System.Globalization.CultureInfo.InvariantCulture)
            )
            .DueBy.ShouldBe(ReviewedRules.Day(due));

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : DeletionClockJumpTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeletionClockJumpTests(database),
            IClassFixture<PostgresDatabase>;
}
