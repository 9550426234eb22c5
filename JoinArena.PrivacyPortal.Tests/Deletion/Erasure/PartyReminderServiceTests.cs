using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

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

    private static Task<Result<string, OutcomeError>> RemindAsync(DeletionFixture bench, Guid task) =>
        bench.GetService<PartyReminderService>().RemindAsync(task, s_officer, default);

    public sealed class OnSqlite(SqliteDatabase database)
        : PartyReminderServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PartyReminderServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
