using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>An officer reminds a party before the portal would, on both databases.</summary>
public abstract class PartyReminderServiceTests(TestDatabase database)
{
    private static readonly Actor s_officer = Actor.Officer("officer@joinarena.example");

    [Fact]
    public async Task A_party_with_an_address_gets_the_reminder_once_a_day_and_its_own_weekly_one_counts_from_there()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromDays(3));

        (await RemindAsync(bench, request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        (await RemindAsync(bench, request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromDays(6));
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        bench
            .Mails.GetMailsTo("privacy@silent.example")
            .Select(m => m.Subject)
            .ShouldBe([$"Deletion request {request.Number}", $"Reminder: deletion request {request.Number}"]);
        var reminded = (await bench.LoadRequestAsync(request.Number))
            .Events.Where(e => e.Kind is RequestEventKind.PartyReminded)
            .ShouldHaveSingleItem();
        (reminded.ActorKind, reminded.ActorName).ShouldBe((ActorKind.Officer, s_officer.Name));
    }

    [Fact]
    public async Task A_party_that_a_person_tells_is_sent_nothing_and_the_reminder_stands_in_the_record()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Contoso", connector: ConnectorType.Manual);
        var request = await bench.CreateStartedRequestAsync();
        var task = request.Tasks[0].Id;
        (await RemindAsync(bench, task)).Error.ShouldBe(OutcomeError.NotNow, "it has not been told yet");
        await bench.Progress.MarkNotifiedAsync(task, s_officer, default);

        (await RemindAsync(bench, task)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@contoso.example").ShouldBeEmpty();
        (await bench.LoadRequestAsync(request.Number)).Events.ShouldContain(e =>
            e.Kind == RequestEventKind.PartyReminded
        );
    }

    [Fact]
    public async Task A_party_under_a_legal_hold_is_reminded_by_no_one_until_it_is_lifted()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        await bench.AddHoldingPartyAsync("Contoso", connector: ConnectorType.Manual);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var byHand = request.Tasks.Single(t => t.PartyName == "Contoso").Id;
        await bench.Progress.MarkNotifiedAsync(byHand, s_officer, default);
        var placed = new NewLegalHold(null, "29 CFR 1602.14", "A charge is open.");
        var hold = (await bench.Holds.PlaceAsync(request.Number, placed, s_officer, default)).Value;

        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.FollowUpJob.RunAsync(default);
        foreach (var task in request.Tasks)
            (await RemindAsync(bench, task.Id)).Error.ShouldBe(OutcomeError.NotNow);
        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@silent.example").ShouldHaveSingleItem();
        (await CountToRemindAsync(bench, request.Id)).ShouldBe(0);
        await bench.Holds.LiftAsync(request.Number, hold, s_officer, default);
        (await CountToRemindAsync(bench, request.Id)).ShouldBe(1);
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@silent.example").Count.ShouldBe(2);
        (await RemindAsync(bench, byHand)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_reminder_that_still_waits_when_a_hold_is_placed_is_not_sent()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        bench.Clock.Advance(TimeSpan.FromDays(3));
        (await RemindAsync(bench, request.Tasks[0].Id)).IsSuccess.ShouldBeTrue();
        var placed = new NewLegalHold(null, "29 CFR 1602.14", "A charge is open.");
        var hold = (await bench.Holds.PlaceAsync(request.Number, placed, s_officer, default)).Value;

        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@silent.example").ShouldHaveSingleItem();
        await bench.Holds.LiftAsync(request.Number, hold, s_officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(7));
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@silent.example").Count.ShouldBe(2);
    }

    // On its contexts: the parties whom the worklist has an officer remind.
    private async Task<int> CountToRemindAsync(DeletionFixture bench, Guid request)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await ReminderSchedule
            .QueryDueByHand(db, bench.Clock.GetUtcNow())
            .CountAsync(t => t.RequestId == request);
    }

    private static Task<Result<string, OutcomeError>> RemindAsync(DeletionFixture bench, Guid task) =>
        bench.GetService<PartyReminderService>().RemindAsync(task, s_officer, default);

    public sealed class OnSqlite(SqliteDatabase database)
        : PartyReminderServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PartyReminderServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
