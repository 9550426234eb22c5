using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>
/// Making sure that it is the worker who asks, giving work over and noting things down, on both databases.
/// </summary>
public abstract class CaseworkServiceTests(TestDatabase database)
{
    private const string Why = "The address changed yesterday. Which interview did you give in May?";

    [Theory]
    [InlineData("DE", "2026-12-24", "2026-12-29", "pauses until you have answered")] // five days do not count
    [InlineData("GB", "2026-12-23", "2026-12-29", "starts when you have answered")] // 28 December is a bank holiday
    [InlineData("US-CA", "2027-01-07", "2027-01-07", "stays the same")]
    [InlineData("BR", "2026-12-09", "2026-12-09", "stays the same")]
    [InlineData("ZZ", "2026-12-09", "2026-12-09", "stays the same")]
    public async Task A_request_for_proof_stops_the_clock_only_where_the_law_says_so_and_the_email_tells_which(
        string place,
        string due,
        string later,
        string says
    )
    {
        var bench = await BenchAsync(place);
        var number = await bench.CreateConfirmedRequestAsync();
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day(due));
        var read = (await bench.CaseworkQueries.PreviewIdentityCheckAsync(number, Why, default))!;

        (
            await bench.Casework.RequestIdentityProofAsync(number, Why, DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

        var text = await bench.ReadInboxTextAsync();
        read.Paragraphs.ShouldAllBe(p => text.Contains(p));
        text.ShouldContain(says);
        bench.Clock.Advance(TimeSpan.FromDays(5));
        (await bench.RecordProofTodayAsync(number)).IsSuccess.ShouldBeTrue();
        (await bench.RecordProofTodayAsync(number)).IsSuccess.ShouldBeTrue();
        var proven = await bench.LoadRequestAsync(number);
        (proven.DueBy, proven.IsIdentityAwaited).ShouldBe((ReviewedRules.Day(later), false));
        proven.Events.Count(e => e.Kind == RequestEventKind.IdentityProven).ShouldBe(1);
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "identity-asked", "identity-proven"]);
    }

    [Fact]
    public async Task No_party_is_notified_while_proof_is_awaited_and_the_parties_are_afterwards()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Casework.RequestIdentityProofAsync(number, Why, DeletionFixture.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(3));

        await bench.TimeoutJob.RunAsync(default);
        (await bench.Requests.NotifyPartiesNowAsync(bench.Worker, number, default)).Error.ShouldBe(RequestError.NotNow);
        (await bench.Progress.StartNowAsync(number, DeletionFixture.Officer, default)).Error.ShouldBe(
            OutcomeError.NotNow
        );
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);

        await bench.RecordProofTodayAsync(number);
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public async Task Proof_is_requested_once_with_a_reason_and_not_after_a_party_was_notified()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();
        (await bench.Casework.RequestIdentityProofAsync(number, " ", DeletionFixture.Officer, default)).Error.ShouldBe(
            CaseworkError.TextNeeded
        );
        await bench.Casework.RequestIdentityProofAsync(number, Why, DeletionFixture.Officer, default);
        (await bench.Casework.RequestIdentityProofAsync(number, Why, DeletionFixture.Officer, default)).Error.ShouldBe(
            CaseworkError.NotNow
        );

        var begun = await bench.CreateStartedRequestAsync();
        (
            await bench.Casework.RequestIdentityProofAsync(begun.Number, Why, DeletionFixture.Officer, default)
        ).Error.ShouldBe(CaseworkError.NotNow);
        (await bench.RecordProofTodayAsync(begun.Number)).Error.ShouldBe(CaseworkError.NotNow);
    }

    [Fact]
    public async Task A_request_whose_worker_gives_no_proof_can_be_refused()
    {
        var bench = await BenchAsync("US-CA");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Casework.RequestIdentityProofAsync(number, Why, DeletionFixture.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(40));

        await bench.Decisions.ProposeAsync(
            number,
            new(null, "ccpa-not-verified", "You have not answered."),
            DeletionFixture.Officer,
            default
        );
        await bench.Decisions.DecideAsync(
            (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0].Id,
            approve: true,
            Actor.Officer("second@example.com"),
            default
        );

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Refused);
    }

    [Fact]
    public async Task A_request_can_be_assigned_to_an_officer_and_to_no_other_person()
    {
        var bench = await BenchAsync("DE");
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var auditor = await bench.AddStaffAsync(Roles.Auditor);
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Casework.AssignAsync(number, auditor, DeletionFixture.Officer, default)).Error.ShouldBe(
            CaseworkError.NoOfficer
        );
        (
            await bench.Casework.AssignAsync(number, officer.ToUpperInvariant(), DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();
        (await bench.Casework.AssignAsync(number, officer, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();

        (await bench.Queue.FindAsync(new() { View = QueueView.Mine }, officer, default))
            .Items.ShouldHaveSingleItem()
            .Number.ShouldBe(number);
        (await bench.Queue.CountByViewAsync(officer, default))[QueueView.Mine].ShouldBe(1);
        (await bench.LoadRequestAsync(number)).Events.Count(e => e.Kind == RequestEventKind.Assigned).ShouldBe(1);
        (await bench.Casework.AssignAsync(number, null, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
        (await bench.CaseworkQueries.FindAsync(number, default))!.Owner.ShouldBeNull();
    }

    [Fact]
    public async Task A_note_is_for_the_team_alone()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();

        (
            await bench.Casework.AddNoteAsync(number, "Called Northwind.", DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();
        (await bench.Casework.AddNoteAsync(number, "", DeletionFixture.Officer, default)).Error.ShouldBe(
            CaseworkError.TextNeeded
        );
        (
            await bench.Casework.AddNoteAsync(number, new string('x', 2001), DeletionFixture.Officer, default)
        ).Error.ShouldBe(CaseworkError.TooLong);
        (await bench.Casework.AddNoteAsync("DR-1999-000001", "x", DeletionFixture.Officer, default)).Error.ShouldBe(
            CaseworkError.NotFound
        );

        (await bench.CaseworkQueries.FindAsync(number, default))!
            .Notes.ShouldHaveSingleItem()
            .Body.ShouldBe("Called Northwind.");
        (await bench.ReadInboxTextAsync()).ShouldNotContain("Called Northwind.");
    }

    [Fact]
    public async Task A_request_of_a_worker_whose_address_changes_waits_for_proof_even_if_it_was_given_before()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Casework.RequestIdentityProofAsync(number, Why, DeletionFixture.Officer, default);
        await bench.RecordProofTodayAsync(number);
        var letters = new RequestEmails(TestLocalizer.English, ReviewedRules.Shipped, bench.Clock);
        var recheck = new IdentityRecheck(
            new(TestLocalizer.English, ReviewedRules.Shipped, letters, bench.Clock),
            TestLocalizer.English
        );
        var register = new WorkerRegister(bench.Contexts, bench.Clock, recheck);

        (
            await register.AnnounceAsync(bench.Worker, new($"{bench.Worker}@new.example", "Ana", "DE"), default)
        ).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(number)).IsIdentityAwaited.ShouldBeTrue();
        (await bench.FindQueuedMailsAsync($"{bench.Worker}@new.example")).ShouldContain(mail =>
            mail.Contains($"Please prove that deletion request {number} is yours")
        );
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);
        (await bench.RecordProofTodayAsync(number)).IsSuccess.ShouldBeTrue();
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
        (await bench.ReadLedgerKindsAsync())
            .Count(kind => kind == "identity-asked")
            .ShouldBe(2, "the ledger has both times it was asked for");
    }

    [Fact]
    public async Task An_officer_who_opens_a_request_appears_in_the_workers_access_log()
    {
        var bench = await BenchAsync("DE");
        var number = await bench.CreateConfirmedRequestAsync();

        await bench.Queue.OpenAsync(Given.Staff(Roles.Officer, "officer@example.com"), number, default);

        (await bench.ReadLedgerKindsAsync()).ShouldContain("staff-view");
    }

    private async Task<DeletionFixture> BenchAsync(string jurisdiction)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(jurisdiction);
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : CaseworkServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : CaseworkServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
