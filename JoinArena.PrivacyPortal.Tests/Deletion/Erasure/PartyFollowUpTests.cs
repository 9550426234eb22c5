using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>Parties that stay silent, keep data until a date, or answer again, on both databases.</summary>
[Trait("Speed", "slow")]
public abstract class PartyFollowUpTests(TestDatabase database)
{
    [Fact]
    public async Task Retained_data_is_requested_again_after_its_date_and_the_worker_hears_when_it_is_gone()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var until = DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(100);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", until),
            Actor.Party("key"),
            default
        );
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);

        bench.Clock.Advance(TimeSpan.FromDays(100));
        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(
            RequestState.PartlyCompleted,
            "on its last day it may still be kept"
        );

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.FollowUpJob.RunAsync(default);
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        var reopened = await bench.LoadRequestAsync(request.Number);
        (reopened.State, reopened.Tasks[0].State, reopened.Tasks[0].Round, reopened.EndedAt).ShouldBe(
            (RequestState.InProgress, TaskState.Sent, 2, null)
        );
        reopened.DueBy!.Value.ShouldBeGreaterThan(until);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).ShouldContain("Keeper may no longer keep your data");
        (await bench.Requests.WithdrawAsync(bench.Worker, request.Number, default)).Error.ShouldBe(
            RequestError.AlreadyNotified
        );

        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Erased),
                Actor.Party("old link"),
                default,
                round: 1
            )
        ).Error.ShouldBe(OutcomeError.AskedAgain);
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            Actor.Party("new link"),
            default,
            round: 2
        );
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadInboxSubjectsAsync()).ShouldContain($"Your data is erased at 1 party ({request.Number})");
    }

    [Fact]
    public async Task A_silent_party_is_reminded_weekly_and_before_the_deadline_and_the_team_sees_when_it_has_passed()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var reminded = new List<DateOnly>();
        for (var day = 0; day < 34; day++)
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            var before = bench.Mails.GetMailsTo("privacy@silent.example").Count;
            await bench.FollowUpJob.RunAsync(default);
            await bench.FollowUpJob.RunAsync(default);
            await bench.DeliverMessagesAsync();
            if (bench.Mails.GetMailsTo("privacy@silent.example").Count > before)
                reminded.Add(DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime));
        }

        // Told on 25 November.
        request.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
        reminded.ShouldBe([
            new(2026, 12, 2),
            new(2026, 12, 9),
            new(2026, 12, 16),
            new(2026, 12, 21),
            new(2026, 12, 28),
        ]);
        var after = await bench.LoadRequestAsync(request.Number);
        after.Events.Count(e => e.Kind == RequestEventKind.PartyOverdue).ShouldBe(1);
        bench
            .Mails.GetMailsTo("privacy@silent.example")
            .Select(m => m.Subject)
            .Skip(1)
            .ShouldAllBe(s => s == $"Reminder: deletion request {request.Number}");
    }

    [Fact]
    public async Task An_answer_that_conflicts_with_the_recorded_one_or_comes_too_late_is_kept_once_and_changes_nothing()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Fickle", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.NothingHeld),
            Actor.Party("key"),
            default
        );

        for (var n = 0; n < 2; n++)
        {
            (
                await bench.Progress.RecordAsync(
                    request.Tasks[0].Id,
                    new(TaskOutcome.Erased, Note: "Found some."),
                    Actor.Party("key"),
                    default
                )
            ).Error.ShouldBe(OutcomeError.AlreadyAnswered);
        }

        var kept = (
            await new ConflictingAnswerStore(bench.Contexts, bench.Clock).FindByRequestAsync(request.Number, default)
        )[request.Tasks[0].Id]
            .ShouldHaveSingleItem();
        (kept.Outcome, kept.Note, kept.ReportedBy).ShouldBe((TaskOutcome.Erased, "Found some.", "key"));
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.NothingHeld);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : PartyFollowUpTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PartyFollowUpTests(database),
            IClassFixture<PostgresDatabase>;
}
