using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>What no clause covers, as the team works through it.</summary>
public abstract class UncoveredTests
{
    private const string Officer = "officer@joinarena.example";
    private readonly StaffBook _its;
    private readonly UncoveredDesk _desk;
    private readonly UncoveredCensus _census;

    protected UncoveredTests(TestDatabase database)
    {
        _its = new(database);
        (_desk, _census) = (new(_its.Contexts, _its.Clock), new(_its.Contexts, _its.Clock));
    }

    [Fact]
    public async Task Disclosures_are_grouped_by_party_purpose_and_kind_and_what_is_covered_stands_in_none()
    {
        var (ana, jonas, photos, llm) = (await _its.WorkerAsync("ana"), await _its.WorkerAsync("jonas", accepted: false), await _its.PartyAsync("photos"), await _its.PartyAsync("llm", "llm-provider"));
        await _its.TakeAsync(
            _its.Report(ana, photos, StaffBook.Day.AddDays(-3)), _its.Report(jonas, photos, StaffBook.Day.AddDays(-1)),
            // An image may go there; the résumé beside it may not.
            _its.Report(ana, photos, category: DataCategory.InterviewImage, more: new ReportedItem("cv", DataCategory.Resume)),
            _its.Report(ana, llm, purpose: Purpose.CandidateEvaluation, category: DataCategory.Transcript),
            // Two salaries in one event are one disclosure.
            _its.Report(ana, photos, StaffBook.Day.AddDays(-2), more: new ReportedItem("salary-2", DataCategory.SalaryExpectation)));

        await _census.CountAsync(default);

        var cases = await CasesAsync(photos);
        cases.Select(c => (c.Category, c.Times, c.UnderNoClause)).ShouldBe([(DataCategory.SalaryExpectation, 3, 2), (DataCategory.Resume, 1, 1)], ignoreOrder: true);
        var salary = cases.Single(c => c.Category == DataCategory.SalaryExpectation);
        (salary.FirstAt, salary.LastAt, salary.State).ShouldBe((StaffBook.Day.AddDays(-3), StaffBook.Day.AddDays(-1), CaseState.Open));
        (await CasesAsync(llm)).ShouldBeEmpty();
        (await _desk.BehindAsync(salary, null, default)).Disclosures.Select(d => d.WorkerId).ShouldBe([jonas, ana, ana]);
        (await HistoryAsync(salary.Id)).ShouldBe([CaseEventKind.Found]);
    }

    [Fact]
    public async Task Counting_again_changes_nothing_and_what_was_taken_back_counts_no_more()
    {
        var (ana, photos) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("photos"));
        await _its.TakeAsync(_its.Report(ana, photos, id: _its.Id("e-1")), _its.Report(ana, photos));
        await _census.CountAsync(default);
        await _census.CountAsync(default);
        var found = (await CasesAsync(photos)).ShouldHaveSingleItem();
        (found.Times, found.Revision).ShouldBe((2, 0));

        var retraction = new Retraction("/evaluator", _its.Id("r-1"), ana) { Amends = new(new("/evaluator", _its.Id("e-1")), StaffBook.Day, "It was a mistake.") };
        (await _its.Intake.TakeAsync([retraction], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
        await _census.CountAsync(default);

        (await CasesAsync(photos)).ShouldHaveSingleItem().Times.ShouldBe(1);
    }

    [Fact]
    public async Task An_officer_explains_with_a_note_that_every_worker_concerned_reads_and_nobody_else()
    {
        var (ana, other, photos) = (await _its.WorkerAsync("ana"), await _its.WorkerAsync("other"), await _its.PartyAsync("photos"));
        await _its.TakeAsync(_its.Report(ana, photos), _its.Report(other, photos, category: DataCategory.Resume));
        await _census.CountAsync(default);
        var salary = (await CasesAsync(photos)).Single(c => c.Category == DataCategory.SalaryExpectation);

        (await DecideAsync(salary, CaseState.Explained, note: " ")).Refusal.ShouldBe(UncoveredRefusal.NoteNeeded);
        (await DecideAsync(salary, CaseState.Explained, note: new string('x', UncoveredCase.LongestNote + 1))).Refusal.ShouldBe(UncoveredRefusal.NoteTooLong);
        (await DecideAsync(salary, CaseState.Explained, note: "why", owner: "nobody@example.com")).Refusal.ShouldBe(UncoveredRefusal.NotAnOfficer);
        (await DecideAsync(salary, CaseState.Explained, note: "A form sent it along.", owner: Officer)).IsDone.ShouldBeTrue();

        var notes = new TeamNotes(_its.Contexts);
        (await notes.ForAsync(ana, default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Note.ShouldBe("A form sent it along."), n => n.State.ShouldBe(CaseState.Explained));
        (await notes.ForAsync(other, default)).ShouldBeEmpty();
        var entry = (await _its.Book.EntriesAsync(ana, new(), null, default)).Entries.Single();
        (await notes.AboutAsync(entry, default)).ShouldHaveSingleItem().Note.ShouldBe("A form sent it along.");

        var file = (await _desk.FindAsync(salary.Id, default))!;
        (file.Case.Owner, file.Case.State).ShouldBe((Officer, CaseState.Explained));
        file.History.Select(e => (e.Kind, e.By, e.State, e.Note)).ShouldBe([(CaseEventKind.Decided, Officer, CaseState.Explained, "A form sent it along."), (CaseEventKind.Found, null, CaseState.Open, null)]);
    }

    [Fact]
    public async Task Two_officers_do_not_undo_one_another()
    {
        var (ana, photos) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("photos"));
        await _its.TakeAsync(_its.Report(ana, photos));
        await _census.CountAsync(default);
        var seenByBoth = (await CasesAsync(photos)).Single();

        (await DecideAsync(seenByBoth, CaseState.Open, owner: Officer)).IsDone.ShouldBeTrue();
        (await DecideAsync(seenByBoth, CaseState.Fixed)).Refusal.ShouldBe(UncoveredRefusal.ChangedMeanwhile);

        (await CasesAsync(photos)).Single().State.ShouldBe(CaseState.Open);
        (await HistoryAsync(seenByBoth.Id)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_fixed_and_goes_on_is_open_again_and_says_so(bool late)
    {
        var (ana, photos) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("photos"));
        await _its.TakeAsync(_its.Report(ana, photos));
        await _census.CountAsync(default);
        var found = (await CasesAsync(photos)).Single();
        (await DecideAsync(found, CaseState.Fixed, owner: Officer)).IsDone.ShouldBeTrue();
        await _census.CountAsync(default);
        (await CasesAsync(photos)).Single().State.ShouldBe(CaseState.Fixed);

        _its.Clock.Advance(TimeSpan.FromHours(1));
        // Also what happened before it was fixed and is reported only now: nobody of the team has seen it.
        await _its.TakeAsync(_its.Report(ana, photos, late ? StaffBook.Day.AddDays(-9) : null));
        await _census.CountAsync(default);

        var again = (await CasesAsync(photos)).Single();
        (again.State, again.ReopenedAt, again.Owner, again.Times).ShouldBe((CaseState.Open, StaffBook.Day.AddHours(1), Officer, 2));
        (await HistoryAsync(found.Id)).ShouldBe([CaseEventKind.Reopened, CaseEventKind.Decided, CaseEventKind.Found]);
        (await _desk.OpenAsync(default)).Again.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_is_explained_may_go_on()
    {
        var (ana, photos) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("photos"));
        await _its.TakeAsync(_its.Report(ana, photos));
        await _census.CountAsync(default);
        (await DecideAsync((await CasesAsync(photos)).Single(), CaseState.Explained, note: "The worker asked for it.")).IsDone.ShouldBeTrue();
        _its.Clock.Advance(TimeSpan.FromHours(1));
        await _its.TakeAsync(_its.Report(ana, photos));
        await _census.CountAsync(default);

        (await CasesAsync(photos)).Single().ShouldSatisfyAllConditions(c => c.State.ShouldBe(CaseState.Explained), c => c.Times.ShouldBe(2));
    }

    [Fact]
    public async Task Thousands_are_paged_without_gap_or_repeat_and_narrowed_by_the_address()
    {
        var (ana, photos) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("photos"));
        await _its.TakeAsync([.. Enumerable.Range(0, 60).Select(n => _its.Report(ana, photos, StaffBook.Day.AddMinutes(-n / 20)))]);
        foreach (var purpose in Enum.GetValues<Purpose>())
            await _its.TakeAsync([.. Enum.GetValues<DataCategory>().Select(category => _its.Report(ana, photos, StaffBook.Day.AddDays(-1), purpose: purpose, category: category, item: $"{Kebab.Of(category)}-1"))]);
        await _census.CountAsync(default);

        var (seen, from) = (new List<Guid>(), (EntryCursor?)null);
        do
        {
            var page = await _desk.ListAsync(new(PartyId: photos), from, default);
            page.Cases.Count.ShouldBeLessThanOrEqualTo(UncoveredDesk.PageSize);
            seen.AddRange(page.Cases.Select(c => c.Case.Id));
            from = page.Next is null ? null : EntryCursor.Parse(page.Next.ToString());
        }
        while (from is not null);
        seen.Count.ShouldBeGreaterThan(UncoveredDesk.PageSize);
        seen.ShouldBeUnique();
        seen.Count.ShouldBe((await CasesAsync(photos)).Count);

        var salary = (await CasesAsync(photos)).Single(c => c is { Category: DataCategory.SalaryExpectation, Purpose: Purpose.PhotoGeneration });
        var (behind, at) = (new List<Guid>(), (EntryCursor?)null);
        do
        {
            var page = await _desk.BehindAsync(salary, at, default);
            behind.AddRange(page.Disclosures.Select(d => d.Id));
            at = page.Next;
        }
        while (at is not null);
        behind.ShouldBeUnique();
        behind.Count.ShouldBe(61);

        (await DecideAsync(salary, CaseState.Fixed, owner: Officer)).IsDone.ShouldBeTrue();
        (await _desk.ListAsync(new(CaseState.Fixed, photos), null, default)).Cases.ShouldHaveSingleItem().Case.Id.ShouldBe(salary.Id);
        (await _desk.ListAsync(new(PartyId: photos, Owner: Officer), null, default)).Cases.ShouldHaveSingleItem();
        (await _desk.ListAsync(new(PartyId: "nobody"), null, default)).Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task Counting_and_looking_search_the_index_of_what_is_not_covered_and_never_read_the_book()
    {
        var (ana, photos) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("photos"));
        await using var db = await _its.Contexts.CreateDbContextAsync();
        await StaffPlans.FillAsync(db, ana, photos, covered: 20_000, uncovered: 50);
        var one = new UncoveredCase { PartyId = photos, Purpose = Purpose.PhotoGeneration, Category = DataCategory.Resume, StateAt = StaffBook.Day };
        // For counting either index will do: both hold what is not covered, and nothing else.
        (string Index, string Sql)[] asked =
        [
            ("IX_Disclosures_Uncovered", UncoveredCensus.Groups(db).ToQueryString()), ("IX_Disclosures_UncoveredByParty", UncoveredDesk.Behind(db, one, null).Take(26).ToQueryString()),
            ("IX_Disclosures_UncoveredByParty", UncoveredDesk.Behind(db, one, new(StaffBook.Day, Guid.NewGuid())).Take(26).ToQueryString()),
        ];
        foreach (var (index, sql) in asked)
        {
            var plan = await StaffPlans.OfAsync(db, sql);
            plan.Contains(index, StringComparison.Ordinal).ShouldBeTrue($"{sql}\n{plan}");
            StaffPlans.Scans(plan, "Disclosures").ShouldBeEmpty(plan);
        }
    }

    private Task<Result<Guid, UncoveredRefusal>> DecideAsync(UncoveredCase on, CaseState state, string? note = null, string? owner = null) =>
        _desk.DecideAsync(on.Id, new(state, owner, note, on.Revision), Officer, [Officer], default);

    private async Task<List<UncoveredCase>> CasesAsync(string party)
    {
        await using var db = await _its.Contexts.CreateDbContextAsync();
        return await db.UncoveredCases.AsNoTracking().Where(c => c.PartyId == party).ToListAsync();
    }

    private async Task<List<CaseEventKind>> HistoryAsync(Guid id) => [.. (await _desk.FindAsync(id, default))!.History.Select(e => e.Kind)];

    public sealed class OnSqlite(SqliteDatabase database) : UncoveredTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : UncoveredTests(database), IClassFixture<PostgresDatabase>;
}
