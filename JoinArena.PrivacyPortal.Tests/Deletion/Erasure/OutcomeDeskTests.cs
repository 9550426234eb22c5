using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>What the privacy team and parties can do, on both databases.</summary>
public abstract class OutcomeDeskTests(TestDatabase database)
{
    private static readonly DateOnly s_nextYear = new(2027, 12, 31);

    [Fact]
    public async Task The_last_answer_completes_the_request_and_the_worker_hears_of_each()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        await bench.HeldByAsync("Parley");
        var request = await bench.StartedAsync();

        (await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased)).IsDone.ShouldBeTrue();
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.InProgress);
        (await RecordAsync(bench, request.Tasks[1], TaskOutcome.NothingHeld)).IsDone.ShouldBeTrue();

        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.InboxAsync()).ShouldBe([
            $"Your deletion request {request.Number} is confirmed", $"Your deletion request {request.Number} is under way",
            $"There is an answer to your deletion request {request.Number}", $"There is an answer to your deletion request {request.Number}", $"Your deletion request {request.Number} is completed"], ignoreOrder: true);
        (await bench.InboxTextAsync()).ShouldContain("Northwind has erased your data.");
        (await bench.LedgerAsync()).ShouldBe(["certificate-issued", "deletion-confirmed", "deletion-ended", "deletion-started", "erasure-answered", "erasure-answered", "erasure-asked", "erasure-asked"]);
    }

    [Fact]
    public async Task What_a_party_erased_is_no_longer_held_and_what_it_kept_is()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Eraser");
        await bench.HeldByAsync("Keeper");
        var request = await bench.StartedAsync();

        await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased);
        await bench.Outcomes.RecordAsync(request.Tasks[1].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", s_nextYear), DeletionBench.Officer, default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await HeldByParty.FindAsync(db, bench.Worker, DeletionScope.Everything, default)).ShouldHaveSingleItem().Name.ShouldBe("Keeper");
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
    }

    [Fact]
    public async Task The_worker_is_told_what_is_kept_on_what_ground_until_when_and_where_to_complain()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Keeper");
        var request = await bench.StartedAsync();

        await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", s_nextYear, "A claim is open."), DeletionBench.Officer, default);

        var text = await bench.InboxTextAsync();
        text.ShouldContain("Keeper keeps your data until 31 December 2027. It is needed to make or answer a legal claim.");
        text.ShouldContain("(GDPR Art. 17(3)(e))");
        text.ShouldContain("They say: A claim is open.");
        text.ShouldContain("you can complain to the data protection authority of your country");
    }

    [Theory]
    [InlineData(TaskOutcome.Retained, null, "2027-12-31", null, OutcomeRefusal.GroundNeeded)]
    [InlineData(TaskOutcome.Retained, "us-hiring-records", "2027-12-31", null, OutcomeRefusal.GroundUnknown)]
    [InlineData(TaskOutcome.Retained, "gdpr-excessive", "2027-12-31", null, OutcomeRefusal.GroundUnknown)]
    [InlineData(TaskOutcome.Retained, "gdpr-legal-claims", null, null, OutcomeRefusal.UntilNeeded)]
    [InlineData(TaskOutcome.Retained, "gdpr-legal-claims", "2026-11-24", null, OutcomeRefusal.UntilNeeded)]
    [InlineData(TaskOutcome.Irreversible, null, null, " ", OutcomeRefusal.NoteNeeded)]
    [InlineData(TaskOutcome.Refused, null, null, null, OutcomeRefusal.NoteNeeded)]
    [InlineData(TaskOutcome.Erased, "gdpr-legal-claims", null, null, OutcomeRefusal.GroundUnknown)]
    public async Task An_answer_that_does_not_say_what_it_must_is_refused_and_changes_nothing(TaskOutcome outcome, string? ground, string? until, string? note, OutcomeRefusal refusal)
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();

        var result = await bench.Outcomes.RecordAsync(request.Tasks[0].Id, new(outcome, ground, until is null ? null : ReviewedRules.Day(until), note), DeletionBench.Officer, default);

        result.Refusal.ShouldBe(refusal);
        (await bench.ReadAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
    }

    [Fact]
    public async Task The_same_answer_twice_is_one_and_another_one_is_refused()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        await bench.HeldByAsync("Parley");
        var request = await bench.StartedAsync();
        await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased);

        (await RecordAsync(bench, request.Tasks[0], TaskOutcome.Erased)).IsDone.ShouldBeTrue();
        (await RecordAsync(bench, request.Tasks[0], TaskOutcome.NothingHeld)).Refusal.ShouldBe(OutcomeRefusal.AlreadyAnswered);

        (await bench.InboxAsync()).Count(s => s.StartsWith("There is an answer", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_officers_who_answer_the_last_two_parts_at_once_end_it_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var bench = await BenchAsync();
            await bench.HeldByAsync("Northwind");
            await bench.HeldByAsync("Parley");
            var request = await bench.StartedAsync();

            var results = await Task.WhenAll(request.Tasks.Select(t => Task.Run(() => RecordAsync(bench, t, TaskOutcome.Erased))));

            results.ShouldAllBe(r => r.IsDone);
            (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
            (await bench.InboxAsync()).Count(s => s.EndsWith("is completed", StringComparison.Ordinal)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Two_officers_with_different_answers_for_one_part_leave_one()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();

        var results = await Task.WhenAll(new[] { TaskOutcome.Erased, TaskOutcome.NothingHeld }.Select(o => Task.Run(() => RecordAsync(bench, request.Tasks[0], o))));

        results.Count(r => r.IsDone).ShouldBe(1);
        results.Single(r => !r.IsDone).Refusal.ShouldBe(OutcomeRefusal.AlreadyAnswered);
    }

    [Fact]
    public async Task An_officer_marks_who_was_told_and_who_did_it_is_kept()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();

        (await bench.Outcomes.MarkToldAsync(request.Tasks[0].Id, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        (await bench.Outcomes.MarkToldAsync(request.Tasks[0].Id, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        var read = await bench.ReadAsync(request.Number);
        read.Tasks[0].State.ShouldBe(TaskState.Sent);
        var told = read.Events.Where(e => e.Kind == RequestEventKind.PartyTold).ShouldHaveSingleItem();
        (told.Actor, told.ActorName).ShouldBe((Actor.Officer, "officer@example.com"));
    }

    [Fact]
    public async Task An_officer_can_start_a_confirmed_request_but_no_draft()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.SubmittedAsync();

        (await bench.Outcomes.StartNowAsync(number, DeletionBench.Officer, default)).Refusal.ShouldBe(OutcomeRefusal.NotNow);
        await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        (await bench.Outcomes.StartNowAsync(number, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        (await bench.ReadAsync(number)).Events[^1].Actor.ShouldBe(Actor.Officer);
    }

    [Fact]
    public async Task A_part_that_does_not_exist_is_not_found() =>
        (await (await BenchAsync()).Outcomes.MarkToldAsync(Guid.NewGuid(), DeletionBench.Officer, default)).Refusal.ShouldBe(OutcomeRefusal.NotFound);

    private static Task<Result<string, OutcomeRefusal>> RecordAsync(DeletionBench bench, ErasureTask task, TaskOutcome outcome) =>
        bench.Outcomes.RecordAsync(task.Id, new(outcome), DeletionBench.Officer, default);

    private Task<DeletionBench> BenchAsync() => new DeletionBench(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : OutcomeDeskTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : OutcomeDeskTests(database), IClassFixture<PostgresDatabase>;
}
