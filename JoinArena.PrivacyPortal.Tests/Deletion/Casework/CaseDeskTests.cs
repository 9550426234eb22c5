using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>Making sure that it is the worker who asks, giving work over and noting things down, on both databases.</summary>
public abstract class CaseDeskTests(TestDatabase database)
{
    private const string Why = "The address changed yesterday. Which interview did you give in May?";

    [Theory]
    [InlineData("DE", "2026-12-24", "2026-12-29", "stands still until you have answered")] // five days do not count
    [InlineData("GB", "2026-12-24", "2026-12-29", "starts when you have answered")]
    [InlineData("US-CA", "2027-01-07", "2027-01-07", "runs on meanwhile")]
    [InlineData("BR", "2026-12-09", "2026-12-09", "runs on meanwhile")]
    [InlineData("ZZ", "2026-12-09", "2026-12-09", "runs on meanwhile")]
    public async Task Asking_for_proof_stops_the_clock_only_where_the_law_says_so_and_the_letter_tells_which(string place, string due, string later, string says)
    {
        var bench = await BenchAsync(place);
        var number = await bench.ConfirmedAsync();
        (await bench.ReadAsync(number)).DueBy.ShouldBe(ReviewedRules.Day(due));
        var read = (await bench.Files.IdentityLetterAsync(number, Why, default))!;

        (await bench.Cases.AskIdentityAsync(number, Why, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        var text = await bench.InboxTextAsync();
        read.Paragraphs.ShouldAllBe(p => text.Contains(p));
        text.ShouldContain(says);
        bench.Clock.Advance(TimeSpan.FromDays(5));
        (await bench.Cases.ProveIdentityAsync(number, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        (await bench.Cases.ProveIdentityAsync(number, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        var proven = await bench.ReadAsync(number);
        (proven.DueBy, proven.IsIdentityAwaited).ShouldBe((ReviewedRules.Day(later), false));
        proven.Events.Count(e => e.Kind == RequestEventKind.IdentityProven).ShouldBe(1);
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed", "identity-asked", "identity-proven"]);
    }

    [Fact]
    public async Task While_proof_is_awaited_nobody_is_told_and_afterwards_they_are()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.ConfirmedAsync();
        await bench.Cases.AskIdentityAsync(number, Why, DeletionBench.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(3));

        await bench.Sweep.SweepAsync(default);
        (await bench.Desk.TellNowAsync(bench.Worker, number, default)).Refusal.ShouldBe(DeletionRefusal.NotNow);
        (await bench.Outcomes.StartNowAsync(number, DeletionBench.Officer, default)).Refusal.ShouldBe(OutcomeRefusal.NotNow);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Confirmed);

        await bench.Cases.ProveIdentityAsync(number, DeletionBench.Officer, default);
        await bench.Sweep.SweepAsync(default);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public async Task Proof_is_asked_for_once_with_a_reason_and_not_after_anybody_was_told()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.ConfirmedAsync();
        (await bench.Cases.AskIdentityAsync(number, " ", DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.WordsNeeded);
        await bench.Cases.AskIdentityAsync(number, Why, DeletionBench.Officer, default);
        (await bench.Cases.AskIdentityAsync(number, Why, DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.NotNow);

        var begun = await bench.StartedAsync();
        (await bench.Cases.AskIdentityAsync(begun.Number, Why, DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.NotNow);
        (await bench.Cases.ProveIdentityAsync(begun.Number, DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.NotNow);
    }

    [Fact]
    public async Task A_request_whose_worker_gives_no_proof_can_be_refused()
    {
        var bench = await BenchAsync("US-CA");
        var number = await bench.ConfirmedAsync();
        await bench.Cases.AskIdentityAsync(number, Why, DeletionBench.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(40));

        await bench.Decisions.ProposeAsync(number, new(null, "ccpa-not-verified", "You have not answered."), DeletionBench.Officer, default);
        await bench.Decisions.DecideAsync((await bench.Previews.FindAsync(number, default))!.Proposals[0].Id, approve: true, By.Officer("second@example.com"), default);

        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Refused);
    }

    [Fact]
    public async Task Work_is_given_to_an_officer_and_to_nobody_else()
    {
        var bench = await BenchAsync("DE");
        var (officer, auditor) = (await bench.StaffAsync(Roles.Officer), await bench.StaffAsync(Roles.Auditor));
        var number = await bench.ConfirmedAsync();

        (await bench.Cases.AssignAsync(number, auditor, DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.NoOfficer);
        (await bench.Cases.AssignAsync(number, officer.ToUpperInvariant(), DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        (await bench.Cases.AssignAsync(number, officer, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        (await bench.Queue.ListAsync(QueueView.Mine, null, officer, default)).ShouldHaveSingleItem().Number.ShouldBe(number);
        (await bench.Queue.CountsAsync(officer, default))[QueueView.Mine].ShouldBe(1);
        (await bench.ReadAsync(number)).Events.Count(e => e.Kind == RequestEventKind.Assigned).ShouldBe(1);
        (await bench.Cases.AssignAsync(number, null, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        (await bench.Files.FindAsync(number, default))!.Owner.ShouldBeNull();
    }

    [Fact]
    public async Task A_note_is_the_teams_and_the_worker_is_not_told()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.ConfirmedAsync();

        (await bench.Cases.NoteAsync(number, "Called Northwind.", DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        (await bench.Cases.NoteAsync(number, "", DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.WordsNeeded);
        (await bench.Cases.NoteAsync(number, new string('x', 2001), DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.TooLong);
        (await bench.Cases.NoteAsync("DR-1999-000001", "x", DeletionBench.Officer, default)).Refusal.ShouldBe(CaseRefusal.NotFound);

        (await bench.Files.FindAsync(number, default))!.Notes.ShouldHaveSingleItem().Body.ShouldBe("Called Northwind.");
        (await bench.InboxTextAsync()).ShouldNotContain("Called Northwind.");
    }

    [Fact]
    public async Task Opening_a_request_is_written_down_for_its_worker()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.ConfirmedAsync();

        await bench.Queue.OpenAsync(Given.Staff(Roles.Officer, "officer@example.com"), number, default);

        (await bench.LedgerAsync()).ShouldContain("staff-view");
    }

    private async Task<DeletionBench> BenchAsync(string jurisdiction)
    {
        var bench = await new DeletionBench(database).WithWorkerAsync(jurisdiction);
        await bench.HeldByAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : CaseDeskTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : CaseDeskTests(database), IClassFixture<PostgresDatabase>;
}
