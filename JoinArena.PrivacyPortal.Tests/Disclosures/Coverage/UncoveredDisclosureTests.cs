using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>
/// Uncovered disclosures, as the team works through them. One file: all its tests share the same workers, parties and clock.
/// </summary>
public abstract class UncoveredDisclosureTests
{
    private const string Officer = "officer@joinarena.example";
    private readonly DisclosureFixture _fixture;
    private readonly CoverageIncidentService _incidents;
    private readonly CoverageIncidentCounter _counter;

    protected UncoveredDisclosureTests(TestDatabase database)
    {
        _fixture = new(database);
        (_incidents, _counter) = (new(_fixture.Contexts, _fixture.Clock), new(_fixture.Contexts, _fixture.Clock));
    }

    [Fact]
    public async Task Uncovered_disclosures_are_grouped_by_party_purpose_and_category_and_covered_ones_are_in_no_group()
    {
        var ana = await _fixture.AddWorkerAsync("ana");
        var jonas = await _fixture.AddWorkerAsync("jonas", accepted: false);
        var photos = await _fixture.AddPartyAsync("photos");
        var llm = await _fixture.AddPartyAsync("llm", "llm-provider");
        await _fixture.AcceptReportsAsync(
            _fixture.CreateReport(ana, photos, DisclosureFixture.Day.AddDays(-3)),
            _fixture.CreateReport(jonas, photos, DisclosureFixture.Day.AddDays(-1)),
            // An image may go there, but not the résumé beside it.
            _fixture.CreateReport(
                ana,
                photos,
                category: DataCategory.InterviewImage,
                more: new ReportedItem("cv", DataCategory.Resume)
            ),
            _fixture.CreateReport(ana, llm, purpose: Purpose.CandidateEvaluation, category: DataCategory.Transcript),
            // Two salaries in one event are one disclosure.
            _fixture.CreateReport(
                ana,
                photos,
                DisclosureFixture.Day.AddDays(-2),
                more: new ReportedItem("salary-2", DataCategory.SalaryExpectation)
            )
        );

        await _counter.CountAsync(default);

        var incidents = await ListIncidentsAsync(photos);
        incidents
            .Select(c => (c.Category, c.Times, c.UnderNoClause))
            .ShouldBe([(DataCategory.SalaryExpectation, 3, 2), (DataCategory.Resume, 1, 1)], ignoreOrder: true);
        var salary = incidents.Single(c => c.Category == DataCategory.SalaryExpectation);
        (salary.FirstAt, salary.LastAt, salary.State).ShouldBe(
            (DisclosureFixture.Day.AddDays(-3), DisclosureFixture.Day.AddDays(-1), CoverageIncidentState.Open)
        );
        (await ListIncidentsAsync(llm)).ShouldBeEmpty();
        (await _incidents.ListDisclosuresAsync(salary, null, default))
            .Disclosures.Select(d => d.WorkerId)
            .ShouldBe([jonas, ana, ana]);
        (await HistoryAsync(salary.Id)).ShouldBe([CoverageIncidentEventKind.Found]);
    }

    [Fact]
    public async Task A_second_count_changes_nothing_and_retracted_disclosures_count_no_more()
    {
        var (ana, photos) = (await _fixture.AddWorkerAsync("ana"), await _fixture.AddPartyAsync("photos"));
        await _fixture.AcceptReportsAsync(
            _fixture.CreateReport(ana, photos, id: _fixture.UniqueId("e-1")),
            _fixture.CreateReport(ana, photos)
        );
        await _counter.CountAsync(default);
        await _counter.CountAsync(default);
        var found = (await ListIncidentsAsync(photos)).ShouldHaveSingleItem();
        (found.Times, found.Revision).ShouldBe((2, 0));

        var retraction = new Retraction("/evaluator", _fixture.UniqueId("r-1"), ana)
        {
            Amends = new(new("/evaluator", _fixture.UniqueId("e-1")), DisclosureFixture.Day, "It was a mistake."),
        };
        (await _fixture.Intake.SubmitAsync([retraction], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
        await _counter.CountAsync(default);

        (await ListIncidentsAsync(photos)).ShouldHaveSingleItem().Times.ShouldBe(1);
    }

    [Fact]
    public async Task An_officer_explains_an_incident_in_a_statement_that_only_the_affected_workers_read()
    {
        var ana = await _fixture.AddWorkerAsync("ana");
        var other = await _fixture.AddWorkerAsync("other");
        var photos = await _fixture.AddPartyAsync("photos");
        await _fixture.AcceptReportsAsync(
            _fixture.CreateReport(ana, photos),
            _fixture.CreateReport(other, photos, category: DataCategory.Resume)
        );
        await _counter.CountAsync(default);
        var salary = (await ListIncidentsAsync(photos)).Single(c => c.Category == DataCategory.SalaryExpectation);

        (await DecideAsync(salary, CoverageIncidentState.Explained, note: " ")).Error.ShouldBe(
            CoverageIncidentError.StatementRequired
        );
        (
            await DecideAsync(
                salary,
                CoverageIncidentState.Explained,
                note: new string('x', CoverageIncident.MaxStatementLength + 1)
            )
        ).Error.ShouldBe(CoverageIncidentError.StatementTooLong);
        (
            await DecideAsync(salary, CoverageIncidentState.Explained, note: "why", owner: "nobody@example.com")
        ).Error.ShouldBe(CoverageIncidentError.NotAnOfficer);
        (
            await DecideAsync(salary, CoverageIncidentState.Explained, note: "A form sent it along.", owner: Officer)
        ).IsSuccess.ShouldBeTrue();

        var notes = new TeamStatementQueries(_fixture.Contexts);
        (await notes.ListForWorkerAsync(ana, default))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                n => n.Text.ShouldBe("A form sent it along."),
                n => n.State.ShouldBe(CoverageIncidentState.Explained)
            );
        (await notes.ListForWorkerAsync(other, default)).ShouldBeEmpty();
        var entry = (await _fixture.Queries.ListDisclosuresAsync(ana, new(), null, default)).Disclosures.Single();
        (await notes.ListForDisclosureAsync(entry, default))
            .ShouldHaveSingleItem()
            .Text.ShouldBe("A form sent it along.");

        var file = (await _incidents.FindAsync(salary.Id, default))!;
        (file.Incident.Owner, file.Incident.State).ShouldBe((Officer, CoverageIncidentState.Explained));
        file.History.Select(e => (e.Kind, e.ActorName, e.State, e.Statement))
            .ShouldBe([
                (CoverageIncidentEventKind.Decided, Officer, CoverageIncidentState.Explained, "A form sent it along."),
                (CoverageIncidentEventKind.Found, null, CoverageIncidentState.Open, null),
            ]);
    }

    [Fact]
    public async Task Two_officers_do_not_undo_each_others_changes()
    {
        var (ana, photos) = (await _fixture.AddWorkerAsync("ana"), await _fixture.AddPartyAsync("photos"));
        await _fixture.AcceptReportsAsync(_fixture.CreateReport(ana, photos));
        await _counter.CountAsync(default);
        var seenByBoth = (await ListIncidentsAsync(photos)).Single();

        (await DecideAsync(seenByBoth, CoverageIncidentState.Open, owner: Officer)).IsSuccess.ShouldBeTrue();
        (await DecideAsync(seenByBoth, CoverageIncidentState.Fixed)).Error.ShouldBe(
            CoverageIncidentError.ChangedMeanwhile
        );

        (await ListIncidentsAsync(photos)).Single().State.ShouldBe(CoverageIncidentState.Open);
        (await HistoryAsync(seenByBoth.Id)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fixed_incident_that_continues_is_reopened_and_says_so(bool late)
    {
        var (ana, photos) = (await _fixture.AddWorkerAsync("ana"), await _fixture.AddPartyAsync("photos"));
        await _fixture.AcceptReportsAsync(_fixture.CreateReport(ana, photos));
        await _counter.CountAsync(default);
        var found = (await ListIncidentsAsync(photos)).Single();
        (await DecideAsync(found, CoverageIncidentState.Fixed, owner: Officer)).IsSuccess.ShouldBeTrue();
        await _counter.CountAsync(default);
        (await ListIncidentsAsync(photos)).Single().State.ShouldBe(CoverageIncidentState.Fixed);

        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        // This applies also to what happened before the fix and is reported only now: the team has not seen it.
        await _fixture.AcceptReportsAsync(
            _fixture.CreateReport(ana, photos, late ? DisclosureFixture.Day.AddDays(-9) : null)
        );
        await _counter.CountAsync(default);

        var again = (await ListIncidentsAsync(photos)).Single();
        (again.State, again.ReopenedAt, again.Owner, again.Times).ShouldBe(
            (CoverageIncidentState.Open, DisclosureFixture.Day.AddHours(1), Officer, 2)
        );
        (await HistoryAsync(found.Id)).ShouldBe([
            CoverageIncidentEventKind.Reopened,
            CoverageIncidentEventKind.Decided,
            CoverageIncidentEventKind.Found,
        ]);
        (await _incidents.CountOpenAsync(default)).Reopened.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_explained_incident_may_continue()
    {
        var (ana, photos) = (await _fixture.AddWorkerAsync("ana"), await _fixture.AddPartyAsync("photos"));
        await _fixture.AcceptReportsAsync(_fixture.CreateReport(ana, photos));
        await _counter.CountAsync(default);
        (
            await DecideAsync(
                (await ListIncidentsAsync(photos)).Single(),
                CoverageIncidentState.Explained,
                note: "The worker asked for it."
            )
        ).IsSuccess.ShouldBeTrue();
        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        await _fixture.AcceptReportsAsync(_fixture.CreateReport(ana, photos));
        await _counter.CountAsync(default);

        (await ListIncidentsAsync(photos))
            .Single()
            .ShouldSatisfyAllConditions(
                c => c.State.ShouldBe(CoverageIncidentState.Explained),
                c => c.Times.ShouldBe(2)
            );
    }

    [Fact]
    public async Task Thousands_of_incidents_are_paged_without_gap_or_repeat_and_filtered_by_the_query_string()
    {
        var (ana, photos) = (await _fixture.AddWorkerAsync("ana"), await _fixture.AddPartyAsync("photos"));
        await _fixture.AcceptReportsAsync([
            .. Enumerable
                .Range(0, 60)
                .Select(n => _fixture.CreateReport(ana, photos, DisclosureFixture.Day.AddMinutes(-n / 20))),
        ]);
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            await _fixture.AcceptReportsAsync([
                .. Enum.GetValues<DataCategory>()
                    .Select(category =>
                        _fixture.CreateReport(
                            ana,
                            photos,
                            DisclosureFixture.Day.AddDays(-1),
                            purpose: purpose,
                            category: category,
                            item: $"{KebabCase.ToKebabCase(category)}-1"
                        )
                    ),
            ]);
        }

        await _counter.CountAsync(default);

        var (seen, from) = (new List<Guid>(), (DisclosureCursor?)null);
        do
        {
            var page = await _incidents.ListAsync(new(PartyId: photos), from, default);
            page.Incidents.Count.ShouldBeLessThanOrEqualTo(CoverageIncidentService.PageSize);
            seen.AddRange(page.Incidents.Select(c => c.Incident.Id));
            from = page.Next is null ? null : DisclosureCursor.Parse(page.Next.ToString());
        } while (from is not null);
        seen.Count.ShouldBeGreaterThan(CoverageIncidentService.PageSize);
        seen.ShouldBeUnique();
        seen.Count.ShouldBe((await ListIncidentsAsync(photos)).Count);

        var salary = (await ListIncidentsAsync(photos)).Single(c =>
            c is { Category: DataCategory.SalaryExpectation, Purpose: Purpose.PhotoGeneration }
        );
        var (behind, at) = (new List<Guid>(), (DisclosureCursor?)null);
        do
        {
            var page = await _incidents.ListDisclosuresAsync(salary, at, default);
            behind.AddRange(page.Disclosures.Select(d => d.Id));
            at = page.Next;
        } while (at is not null);
        behind.ShouldBeUnique();
        behind.Count.ShouldBe(61);

        (await DecideAsync(salary, CoverageIncidentState.Fixed, owner: Officer)).IsSuccess.ShouldBeTrue();
        (await _incidents.ListAsync(new(CoverageIncidentState.Fixed, photos), null, default))
            .Incidents.ShouldHaveSingleItem()
            .Incident.Id.ShouldBe(salary.Id);
        (
            await _incidents.ListAsync(new(PartyId: photos, Owner: Officer), null, default)
        ).Incidents.ShouldHaveSingleItem();
        (await _incidents.ListAsync(new(PartyId: "nobody"), null, default)).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_queries_for_uncovered_disclosures_use_their_index_and_never_scan_all_disclosures()
    {
        var (ana, photos) = (await _fixture.AddWorkerAsync("ana"), await _fixture.AddPartyAsync("photos"));
        await using var db = await _fixture.Contexts.CreateDbContextAsync();
        await StaffQueryPlans.SeedAsync(db, ana, photos, covered: 20_000, uncovered: 50);
        var one = new CoverageIncident
        {
            PartyId = photos,
            Purpose = Purpose.PhotoGeneration,
            Category = DataCategory.Resume,
            StateAt = DisclosureFixture.Day,
        };
        // For counting, either index will do: both hold only uncovered disclosures.
        (string Index, string Sql)[] asked =
        [
            ("IX_Disclosures_Uncovered", CoverageIncidentCounter.CountByCause(db).ToQueryString()),
            (
                "IX_Disclosures_UncoveredByParty",
                CoverageIncidentService.DisclosuresOf(db, one, null).Take(26).ToQueryString()
            ),
            (
                "IX_Disclosures_UncoveredByParty",
                CoverageIncidentService
                    .DisclosuresOf(db, one, new(DisclosureFixture.Day, Guid.NewGuid()))
                    .Take(26)
                    .ToQueryString()
            ),
        ];
        foreach (var (index, sql) in asked)
        {
            var plan = await StaffQueryPlans.ExplainAsync(db, sql);
            plan.Contains(index, StringComparison.Ordinal).ShouldBeTrue($"{sql}\n{plan}");
            StaffQueryPlans.FindScans(plan, "Disclosures").ShouldBeEmpty(plan);
        }
    }

    private Task<Result<Guid, CoverageIncidentError>> DecideAsync(
        CoverageIncident on,
        CoverageIncidentState state,
        string? note = null,
        string? owner = null
    ) => _incidents.DecideAsync(on.Id, new(state, owner, note, on.Revision), Officer, [Officer], default);

    private async Task<List<CoverageIncident>> ListIncidentsAsync(string party)
    {
        await using var db = await _fixture.Contexts.CreateDbContextAsync();
        return await db.CoverageIncidents.AsNoTracking().Where(c => c.PartyId == party).ToListAsync();
    }

    private async Task<List<CoverageIncidentEventKind>> HistoryAsync(Guid id) =>
        [.. (await _incidents.FindAsync(id, default))!.History.Select(e => e.Kind)];

    public sealed class OnSqlite(SqliteDatabase database)
        : UncoveredDisclosureTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : UncoveredDisclosureTests(database),
            IClassFixture<PostgresDatabase>;
}
