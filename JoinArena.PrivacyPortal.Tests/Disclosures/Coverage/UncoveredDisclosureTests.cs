using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>Uncovered disclosures, grouped for the privacy team.</summary>
public abstract class UncoveredDisclosureTests(TestDatabase database) : UncoveredDisclosureTestBase(database)
{
    [Fact]
    public async Task Uncovered_disclosures_are_grouped_by_party_purpose_and_category_and_covered_ones_are_in_no_group()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var jonas = await Fixture.AddWorkerAsync("jonas", accepted: false);
        var photos = await Fixture.AddPartyAsync("photos");
        var llm = await Fixture.AddPartyAsync("llm", "llm-provider");
        await Fixture.AcceptReportsAsync(
            Fixture.CreateReport(ana, photos, DisclosureFixture.Day.AddDays(-3)),
            Fixture.CreateReport(jonas, photos, DisclosureFixture.Day.AddDays(-1)),
            // An image may go there, but not the résumé beside it.
            Fixture.CreateReport(
                ana,
                photos,
                category: DataCategory.InterviewImage,
                more: new ReportedItem("cv", DataCategory.Resume)
            ),
            Fixture.CreateReport(ana, llm, purpose: Purpose.CandidateEvaluation, category: DataCategory.Transcript),
            // Two salaries in one event are one disclosure.
            Fixture.CreateReport(
                ana,
                photos,
                DisclosureFixture.Day.AddDays(-2),
                more: new ReportedItem("salary-2", DataCategory.SalaryExpectation)
            )
        );

        await Counter.CountAsync(default);

        var incidents = await ListIncidentsAsync(photos);
        incidents
            .Select(c => (c.Category, c.Times, c.UnderNoClause))
            .ShouldBe([(DataCategory.SalaryExpectation, 3, 2), (DataCategory.Resume, 1, 1)], ignoreOrder: true);
        var salary = incidents.Single(c => c.Category == DataCategory.SalaryExpectation);
        (salary.FirstAt, salary.LastAt, salary.State).ShouldBe(
            (DisclosureFixture.Day.AddDays(-3), DisclosureFixture.Day.AddDays(-1), CoverageIncidentState.Open)
        );
        (await ListIncidentsAsync(llm)).ShouldBeEmpty();
        (await Incidents.ListDisclosuresAsync(salary, null, default))
            .Disclosures.Select(d => d.WorkerId)
            .ShouldBe([jonas, ana, ana]);
        (await HistoryAsync(salary.Id)).ShouldBe([CoverageIncidentEventKind.Found]);
    }

    [Fact]
    public async Task A_second_count_changes_nothing_and_retracted_disclosures_count_no_more()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var photos = await Fixture.AddPartyAsync("photos");
        await Fixture.AcceptReportsAsync(
            Fixture.CreateReport(ana, photos, id: Fixture.UniqueId("e-1")),
            Fixture.CreateReport(ana, photos)
        );
        await Counter.CountAsync(default);
        await Counter.CountAsync(default);
        var found = (await ListIncidentsAsync(photos)).ShouldHaveSingleItem();
        (found.Times, found.Revision).ShouldBe((2, 0));

        var retraction = new Retraction("/evaluator", Fixture.UniqueId("r-1"), ana)
        {
            Amends = new(new("/evaluator", Fixture.UniqueId("e-1")), DisclosureFixture.Day, "It was a mistake."),
        };
        (await Fixture.Intake.SubmitAsync([retraction], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
        await Counter.CountAsync(default);

        (await ListIncidentsAsync(photos)).ShouldHaveSingleItem().Times.ShouldBe(1);
    }

    [Fact]
    public async Task Thousands_of_incidents_are_paged_without_gap_or_repeat_and_filtered_by_the_query_string()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var photos = await Fixture.AddPartyAsync("photos");
        await Fixture.AcceptReportsAsync([
            .. Enumerable
                .Range(0, 60)
                .Select(n => Fixture.CreateReport(ana, photos, DisclosureFixture.Day.AddMinutes(-n / 20))),
        ]);
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            await Fixture.AcceptReportsAsync([
                .. Enum.GetValues<DataCategory>()
                    .Select(category =>
                        Fixture.CreateReport(
                            ana,
                            photos,
                            DisclosureFixture.Day.AddDays(-1),
                            purpose: purpose,
                            category: category,
                            item: $"{category.ToKebabCase()}-1"
                        )
                    ),
            ]);
        }

        await Counter.CountAsync(default);

        var seen = new List<Guid>();
        DisclosureCursor? from = null;
        do
        {
            var page = await Incidents.ListAsync(new(PartyId: photos), from, default);
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
        var behind = new List<Guid>();
        DisclosureCursor? at = null;
        do
        {
            var page = await Incidents.ListDisclosuresAsync(salary, at, default);
            behind.AddRange(page.Disclosures.Select(d => d.Id));
            at = page.Next;
        } while (at is not null);
        behind.ShouldBeUnique();
        behind.Count.ShouldBe(61);

        (await DecideAsync(salary, CoverageIncidentState.Fixed, owner: Officer)).IsSuccess.ShouldBeTrue();
        (await Incidents.ListAsync(new(CoverageIncidentState.Fixed, photos), null, default))
            .Incidents.ShouldHaveSingleItem()
            .Incident.Id.ShouldBe(salary.Id);
        (
            await Incidents.ListAsync(new(PartyId: photos, Owner: Officer), null, default)
        ).Incidents.ShouldHaveSingleItem();
        (await Incidents.ListAsync(new(PartyId: "nobody"), null, default)).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_queries_for_uncovered_disclosures_use_their_index_and_never_scan_all_disclosures()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var photos = await Fixture.AddPartyAsync("photos");
        await using var db = await Fixture.Contexts.CreateDbContextAsync();
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
                CoverageIncidentService.QueryDisclosures(db, one, null).Take(26).ToQueryString()
            ),
            (
                "IX_Disclosures_UncoveredByParty",
                CoverageIncidentService
                    .QueryDisclosures(db, one, new(DisclosureFixture.Day, Guid.NewGuid()))
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

    public sealed class OnSqlite(SqliteDatabase database)
        : UncoveredDisclosureTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : UncoveredDisclosureTests(database),
            IClassFixture<PostgresDatabase>;
}
