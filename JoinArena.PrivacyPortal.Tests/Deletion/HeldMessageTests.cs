using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>A message to a party that waits while a legal hold is set and lifted, on both databases.</summary>
public abstract class HeldMessageTests(TestDatabase database)
{
    [Fact]
    public async Task A_hold_that_was_set_and_lifted_while_the_message_waited_makes_no_second_message()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await using (var letters = await bench.Contexts.CreateDbContextAsync())
            await letters.Outbox.Where(m => m.Kind == "mail").ExecuteDeleteAsync();
        // The process leases the job, begins, sends the mail, and ends before it can say so.
        using (var process = new SingleProcess(bench, database.Settings, new(commits: 3)))
            await Should.ThrowAsync<OperationCanceledException>(process.DeliverMessagesAsync);
        bench.Mails.GetMailsTo("privacy@mailed.example").Count.ShouldBe(1);
        var hold = (
            await bench.Holds.PlaceAsync(
                request.Number,
                new(null, "29 CFR 1602.14", "It is evidence."),
                DeletionFixture.Officer,
                default
            )
        ).Value;
        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@mailed.example").Count.ShouldBe(1, "somebody is at it still");

        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@mailed.example").Select(m => m.Job).Distinct().ShouldHaveSingleItem();
        bench.Mails.GetMailsTo("privacy@mailed.example").Count.ShouldBe(2);
        var after = await bench.LoadRequestAsync(request.Number);
        (after.Tasks[0].State, after.Events.Count(e => e.Kind is RequestEventKind.PartyNotified)).ShouldBe(
            (TaskState.Sent, 1)
        );
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Outbox.AnyAsync(m => m.Kind == "erasure" && m.DoneAt == null)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_that_was_stopped_by_a_hold_can_be_sent_only_once_the_hold_is_lifted()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        var (bench, request) = await WebhookRequests.StartAsync(database, host);
        await bench.DeliverMessagesAsync();
        await bench.ResendAsync(request.Tasks[0].Id);
        var hold = (
            await bench.Holds.PlaceAsync(
                request.Number,
                new(null, "29 CFR 1602.14", "It is evidence."),
                DeletionFixture.Officer,
                default
            )
        ).Value;
        await bench.DeliverMessagesAsync();
        host.RequestHeads.Count.ShouldBe(1);
        (await bench.ResendAsync(request.Tasks[0].Id)).Error.ShouldBe(OutcomeError.NotNow);
        await bench.Holds.LiftAsync(request.Number, hold, DeletionFixture.Officer, default);

        (await bench.ResendAsync(request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();

        host.RequestHeads.Count.ShouldBe(2);
        host.RequestHeads.ShouldAllBe(h =>
            h.Contains($"webhook-id: era_{request.Tasks[0].Id:N}_1\r\n", StringComparison.Ordinal)
        );
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Acknowledged);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : HeldMessageTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : HeldMessageTests(database),
            IClassFixture<PostgresDatabase>;
}
