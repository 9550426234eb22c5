using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Remedies;

/// <summary>Complaints and appeals that a refusal promises, from the form to the outcome, on both databases.</summary>
public abstract class RemedyServiceTests(TestDatabase database)
{
    private const string Why = "You never asked the company.";

    private static readonly Actor s_second = Actor.Officer("second@example.com");

    [Theory]
    [InlineData("US-VA", RemedyKind.Appeal, "2027-01-23", null, true)]
    [InlineData("US-TX", RemedyKind.Appeal, "2027-01-23", null, true)]
    [InlineData("US-CO", RemedyKind.Appeal, "2027-01-08", "2027-03-09", true)]
    [InlineData("GB", RemedyKind.Complaint, "2026-12-24", null, false)] // no number in the law: our aim of 30 days
    public async Task What_the_law_grants_is_confirmed_at_once_and_has_its_clock(
        string place,
        RemedyKind kind,
        string due,
        string? extendable,
        bool isDated
    )
    {
        var bench = await BenchAsync(place);
        var number = await RefuseAsync(bench);

        (await FileAsync(bench, number, kind)).IsSuccess.ShouldBeTrue();

        var filed = await FindAsync(bench, number);
        (filed.DueBy, filed.ExtendableTo, filed.IsAnswerDated).ShouldBe((Day(due)!.Value, Day(extendable), isDated));
        var told = await bench.ReadInboxTextAsync();
        told.ShouldContain("This email confirms that it arrived on");
        told.ShouldContain($"You wrote: {Why}");
        (await bench.ReadLedgerKindsAsync()).ShouldContain("remedy-filed");
        (await FileAsync(bench, number, kind)).Error.ShouldBe(RemedyError.NotNow, "one at a time");
        (await bench.RemedyQueries.ListAsync(default)).ShouldContain(l => l.Number == number && l.Outcome == null);
    }

    [Fact]
    public async Task Where_no_law_grants_it_and_while_nothing_is_refused_there_is_no_form()
    {
        var german = await BenchAsync("DE");
        var refused = await RefuseAsync(german);
        var virginian = await BenchAsync("US-VA");
        var open = await virginian.CreateConfirmedRequestAsync();

        (await FileAsync(german, refused, RemedyKind.Appeal)).Error.ShouldBe(RemedyError.NotNow);
        (await FileAsync(virginian, open, RemedyKind.Appeal)).Error.ShouldBe(RemedyError.NotNow);
        (await virginian.RemedyQueries.FindForWorkerAsync(virginian.Worker, open, default))!.Fileable.ShouldBeNull();
        (await virginian.Remedies.FileAsync(german.Worker, open, RemedyKind.Appeal, Why, default)).Error.ShouldBe(
            RemedyError.NotFound
        );
    }

    [Fact]
    public async Task A_worker_in_the_United_Kingdom_complains_about_a_late_answer_before_anything_is_refused()
    {
        var bench = await BenchAsync("GB");
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(60));

        (await FileAsync(bench, number, RemedyKind.Appeal)).Error.ShouldBe(RemedyError.NotNow);
        (await FileAsync(bench, number, RemedyKind.Complaint)).IsSuccess.ShouldBeTrue();

        await AnswerAsync(bench, number, RemedyOutcome.Upheld);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed, "it was open all the time");
    }

    [Fact]
    public async Task An_appeal_that_is_upheld_has_the_parties_asked_after_all()
    {
        var bench = await BenchAsync("US-VA");
        var number = await RefuseAsync(bench);
        await FileAsync(bench, number, RemedyKind.Appeal);

        await AnswerAsync(bench, number, RemedyOutcome.Upheld);

        var reopened = await bench.LoadRequestAsync(number);
        reopened.State.ShouldBe(RequestState.InProgress);
        (reopened.EndedAt, reopened.RefusalReason, reopened.KeptUntil).ShouldBe((null, null, null));
        var task = reopened.Tasks.ShouldHaveSingleItem();
        task.State.ShouldBe(TaskState.Pending);
        (await bench.ReadInboxTextAsync()).ShouldContain("Your request is open again");
        await bench.Progress.RecordAsync(task.Id, new(TaskOutcome.Erased), DeletionFixture.Officer, default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task An_appeal_that_is_upheld_has_a_party_asked_again_that_had_refused()
    {
        var bench = await BenchAsync("US-TX");
        var request = await bench.CreateStartedRequestAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Refused, Note: "No."),
            DeletionFixture.Officer,
            default
        );
        await FileAsync(bench, request.Number, RemedyKind.Appeal);

        await AnswerAsync(bench, request.Number, RemedyOutcome.Upheld);

        var reopened = await bench.LoadRequestAsync(request.Number);
        (reopened.State, reopened.Tasks[0].State, reopened.Tasks[0].Round).ShouldBe(
            (RequestState.InProgress, TaskState.Pending, 2)
        );
    }

    [Fact]
    public async Task A_denied_appeal_names_the_attorney_general_and_who_proposed_the_refusal_cannot_deny_it()
    {
        var bench = await BenchAsync("US-VA");
        var number = await RefuseAsync(bench);
        await FileAsync(bench, number, RemedyKind.Appeal);
        var id = (await FindAsync(bench, number)).Id;

        (
            await bench.Remedies.AnswerAsync(id, RemedyOutcome.Denied, "It stays.", DeletionFixture.Officer, default)
        ).Error.ShouldBe(RemedyError.SecondPersonNeeded);
        (await bench.Remedies.AnswerAsync(id, RemedyOutcome.Denied, " ", s_second, default)).Error.ShouldBe(
            RemedyError.TextNeeded
        );
        await AnswerAsync(bench, number, RemedyOutcome.Denied);

        var told = await bench.ReadInboxTextAsync();
        told.ShouldContain($"Your appeal about {number} is denied");
        told.ShouldContain("You can complain to the Attorney General of Virginia at https://www.oag.state.va.us.");
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Refused);
        (await FileAsync(bench, number, RemedyKind.Appeal)).Error.ShouldBe(RemedyError.NotNow, "no second appeal");
        (await bench.Remedies.AnswerAsync(id, RemedyOutcome.Upheld, "Yes.", s_second, default)).Error.ShouldBe(
            RemedyError.NotNow
        );
    }

    [Fact]
    public async Task The_time_to_answer_is_extended_once_with_a_reason_where_the_law_allows_it()
    {
        var bench = await BenchAsync("US-CO");
        var number = await RefuseAsync(bench);
        await FileAsync(bench, number, RemedyKind.Appeal);
        var id = (await FindAsync(bench, number)).Id;

        (await bench.Remedies.ExtendAsync(id, "Two parties are closed.", s_second, default)).IsSuccess.ShouldBeTrue();

        (await FindAsync(bench, number)).DueBy.ShouldBe(new DateOnly(2027, 3, 9));
        (await bench.ReadInboxTextAsync()).ShouldContain("Why: Two parties are closed.");
        (await bench.Remedies.ExtendAsync(id, "More.", s_second, default)).Error.ShouldBe(RemedyError.NotNow);
    }

    [Fact]
    public async Task The_worker_reads_what_they_filed_and_how_it_stands()
    {
        var bench = await BenchAsync("US-VA");
        var number = await RefuseAsync(bench);
        await FileAsync(bench, number, RemedyKind.Appeal);
        var tracked = (await bench.Queries.FindAsync(bench.Worker, number, default))!;
        tracked.Events.Select(e => TestLocalizer.English.Describe(e, forStaff: false)).ShouldContain("You appealed");
        Describe(tracked).ShouldBe("We answer your appeal by 23 January 2027.");
        await AnswerAsync(bench, number, RemedyOutcome.Denied);
        tracked = (await bench.Queries.FindAsync(bench.Worker, number, default))!;
        Describe(tracked).ShouldBe("We denied your appeal.");
    }

    [Fact]
    public async Task The_team_is_warned_a_week_and_two_days_ahead_and_once_it_is_overdue()
    {
        var bench = await BenchAsync("US-VA");
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var administrator = await bench.AddStaffAsync(Roles.Administrator);
        var number = await RefuseAsync(bench);
        await FileAsync(bench, number, RemedyKind.Appeal);

        foreach (var ahead in new[] { 8, 7, 3, 2, -1 })
        {
            bench.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 23, 12, 0, 0, TimeSpan.Zero).AddDays(-ahead));
            await bench.RemedyAlerts.RunAsync(default);
            await bench.RemedyAlerts.RunAsync(default);
        }

        // Those of the other tests on this database are due too.
        (await bench.FindQueuedMailsAsync(officer))
            .Count(m => m.Contains(number))
            .ShouldBe(3);
        (await bench.FindQueuedMailsAsync(administrator))
            .Where(m => m.Contains(number))
            .ShouldHaveSingleItem()
            .ShouldContain("is overdue");
    }

    private static string Describe(TrackedRequest tracked) =>
        TestLocalizer.English.DescribeFiled(tracked.Filed[0], new(TestLocalizer.English, TimeProvider.System));

    private static DateOnly? Day(string? day) =>
        day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Result<string, RemedyError>> FileAsync(DeletionFixture bench, string number, RemedyKind kind) =>
        bench.Remedies.FileAsync(bench.Worker, number, kind, Why, default);

    private static async Task AnswerAsync(DeletionFixture bench, string number, RemedyOutcome outcome)
    {
        var id = (await FindAsync(bench, number)).Id;
        (await bench.Remedies.AnswerAsync(id, outcome, "We looked again.", s_second, default)).IsSuccess.ShouldBeTrue();
    }

    private static async Task<RemedyCase> FindAsync(DeletionFixture bench, string number) =>
        (await bench.RemedyQueries.FindForWorkerAsync(bench.Worker, number, default))!.Cases[0];

    /// <summary>A request that two officers have refused as a whole.</summary>
    private static async Task<string> RefuseAsync(DeletionFixture bench)
    {
        var number = await bench.CreateConfirmedRequestAsync();
        var decisions = (await bench.Previews.FindAvailableAsync(number, default))!;
        await bench.Decisions.ProposeAsync(
            number,
            new(null, decisions.Grounds[0].Code, "The law keeps it."),
            DeletionFixture.Officer,
            default
        );
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0].Id;
        (await bench.Decisions.DecideAsync(proposal, approve: true, s_second, default)).IsSuccess.ShouldBeTrue();
        return number;
    }

    private async Task<DeletionFixture> BenchAsync(string place)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : RemedyServiceTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RemedyServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
