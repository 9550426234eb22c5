using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>Notifications and answers that the privacy team and parties record, on both databases.</summary>
public abstract class RequestProgressServiceTests(TestDatabase database)
{
    private static readonly DateOnly s_nextYear = new(2027, 12, 31);

    [Fact]
    public async Task The_last_answer_completes_the_request_and_the_worker_is_notified_of_each()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Parley");
        var request = await bench.CreateStartedRequestAsync();

        (await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased)).IsSuccess.ShouldBeTrue();
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.InProgress);
        (await RecordAsync(bench, request.Tasks[1], TaskOutcome.NothingHeld)).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadInboxSubjectsAsync()).ShouldBe(
            [
                $"Your deletion request {request.Number} is confirmed",
                $"We are asking Northwind and Parley to erase your data ({request.Number})",
                "Northwind has erased your data (1 of 2)",
                $"Your data is erased at 1 party ({request.Number})",
            ],
            ignoreOrder: true
        );
        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain("Northwind has erased your data.");
        text.ShouldContain("Parley still has to answer, by 24 December 2026.");
        text.ShouldContain("Parley held none of this data.");
        text.ShouldContain("You asked for this to be deleted: Everything.");
        (await bench.ReadLedgerKindsAsync()).ShouldBe([
            "certificate-issued",
            "deletion-confirmed",
            "deletion-ended",
            "deletion-started",
            "erasure-answered",
            "erasure-answered",
            "erasure-asked",
            "erasure-asked",
        ]);
    }

    [Fact]
    public async Task Data_that_a_party_erased_is_no_longer_held_and_retained_data_is()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Eraser");
        await bench.AddHoldingPartyAsync("Keeper");
        var request = await bench.CreateStartedRequestAsync();

        await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased);
        await bench.Progress.RecordAsync(
            request.Tasks[1].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", s_nextYear),
            DeletionFixture.Officer,
            default
        );

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await PartyHoldings.FindAsync(db, bench.Worker, DeletionScope.Everything, default))
            .ShouldHaveSingleItem()
            .Name.ShouldBe("Keeper");
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    [Fact]
    public async Task The_worker_reads_what_is_retained_on_what_ground_until_when_and_where_to_complain()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Keeper");
        var request = await bench.CreateStartedRequestAsync();

        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", s_nextYear, "A claim is open."),
            DeletionFixture.Officer,
            default
        );

        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain(
            "Keeper keeps this data until 31 December 2027. This data is needed to make or answer a legal claim."
        );
        text.ShouldContain("(GDPR Art. 17(3)(e))");
        text.ShouldContain("The party’s words: A claim is open.");
        text.ShouldContain(
            "you can complain to the data protection authority of the German state (Land) where you live"
        );
    }

    [Theory]
    [InlineData(TaskOutcome.Retained, null, "2027-12-31", null, OutcomeError.GroundNeeded)]
    [InlineData(TaskOutcome.Retained, "us-hiring-records", "2027-12-31", null, OutcomeError.GroundUnknown)]
    [InlineData(TaskOutcome.Retained, "gdpr-excessive", "2027-12-31", null, OutcomeError.GroundUnknown)]
    [InlineData(TaskOutcome.Retained, "gdpr-legal-claims", null, null, OutcomeError.UntilNeeded)]
    [InlineData(TaskOutcome.Retained, "gdpr-legal-claims", "2026-11-24", null, OutcomeError.UntilNeeded)]
    [InlineData(TaskOutcome.Irreversible, null, null, " ", OutcomeError.NoteNeeded)]
    [InlineData(TaskOutcome.Refused, null, null, null, OutcomeError.NoteNeeded)]
    [InlineData(TaskOutcome.Erased, "gdpr-legal-claims", null, null, OutcomeError.GroundUnknown)]
    public async Task An_incomplete_answer_is_refused_and_changes_nothing(
        TaskOutcome outcome,
        string? ground,
        string? until,
        string? note,
        OutcomeError refusal
    )
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();

        var result = await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(outcome, ground, until is null ? null : ReviewedRules.Day(until), note),
            DeletionFixture.Officer,
            default
        );

        result.Error.ShouldBe(refusal);
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task The_same_answer_twice_counts_once_and_a_different_one_is_refused()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Parley");
        var request = await bench.CreateStartedRequestAsync();
        await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased);

        (await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased)).IsSuccess.ShouldBeTrue();
        (await RecordAsync(bench, request.Tasks[0], TaskOutcome.NothingHeld)).Error.ShouldBe(
            OutcomeError.AlreadyAnswered
        );

        (await bench.ReadInboxSubjectsAsync()).Count(s => s == "Northwind has erased your data (1 of 2)").ShouldBe(1);
    }

    [Fact]
    public async Task Two_officers_who_answer_the_last_two_parts_at_once_complete_the_request_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var bench = await BenchAsync();
            await bench.AddHoldingPartyAsync("Northwind");
            await bench.AddHoldingPartyAsync("Parley");
            var request = await bench.CreateStartedRequestAsync();

            var results = await Task.WhenAll(
                request.Tasks.Select(t => Task.Run(() => RecordAsync(bench, t, TaskOutcome.Erased)))
            );

            results.ShouldAllBe(r => r.IsSuccess);
            (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
            (await bench.ReadInboxSubjectsAsync())
                .Count(s => s == $"Your data is erased at 2 parties ({request.Number})")
                .ShouldBe(1);
        }
    }

    [Fact]
    public async Task Two_officers_with_different_answers_for_one_part_leave_one_answer()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();

        var results = await Task.WhenAll(
            new[] { TaskOutcome.Erased, TaskOutcome.NothingHeld }.Select(o =>
                Task.Run(() => RecordAsync(bench, request.Tasks[0], o))
            )
        );

        results.Count(r => r.IsSuccess).ShouldBe(1);
        results.Single(r => !r.IsSuccess).Error.ShouldBe(OutcomeError.AlreadyAnswered);
    }

    [Fact]
    public async Task An_officer_marks_a_party_as_notified_and_the_request_keeps_which_officer_did()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();

        (
            await bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();
        (
            await bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

        var read = await bench.LoadRequestAsync(request.Number);
        read.Tasks[0].State.ShouldBe(TaskState.Sent);
        var told = read.Events.Where(e => e.Kind == RequestEventKind.PartyNotified).ShouldHaveSingleItem();
        (told.ActorKind, told.ActorName).ShouldBe((ActorKind.Officer, "officer@example.com"));
    }

    [Fact]
    public async Task An_officer_can_start_a_confirmed_request_but_not_a_draft()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();

        (await bench.Progress.StartNowAsync(number, DeletionFixture.Officer, default)).Error.ShouldBe(
            OutcomeError.NotNow
        );
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        (await bench.Progress.StartNowAsync(number, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(number)).Events[^1].ActorKind.ShouldBe(ActorKind.Officer);
    }

    [Fact]
    public async Task A_part_that_does_not_exist_is_not_found() =>
        (
            await (await BenchAsync()).Progress.MarkNotifiedAsync(Guid.NewGuid(), DeletionFixture.Officer, default)
        ).Error.ShouldBe(OutcomeError.NotFound);

    private static Task<Result<string, OutcomeError>> RecordAsync(
        DeletionFixture bench,
        ErasureTask task,
        TaskOutcome outcome
    ) => bench.Progress.RecordAsync(task.Id, new(outcome), DeletionFixture.Officer, default);

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestProgressServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestProgressServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
