using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>What officers decide about uncovered disclosures.</summary>
public abstract class IncidentDecisionTests(TestDatabase database) : UncoveredDisclosureTestBase(database)
{
    [Fact]
    public async Task An_officer_explains_an_incident_in_a_statement_that_only_the_affected_workers_read()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var other = await Fixture.AddWorkerAsync("other");
        var photos = await Fixture.AddPartyAsync("photos");
        await Fixture.AcceptReportsAsync(
            Fixture.CreateReport(ana, photos),
            Fixture.CreateReport(other, photos, category: DataCategory.Resume)
        );
        await Counter.CountAsync(default);
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

        var notes = new TeamStatementQueries(Fixture.Contexts);
        (await notes.ListForWorkerAsync(ana, default))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                n => n.Text.ShouldBe("A form sent it along."),
                n => n.State.ShouldBe(CoverageIncidentState.Explained)
            );
        (await notes.ListForWorkerAsync(other, default)).ShouldBeEmpty();
        var entry = (await Fixture.Queries.ListDisclosuresAsync(ana, new(), null, default)).Disclosures.Single();
        (await notes.ListForDisclosureAsync(entry, default))
            .ShouldHaveSingleItem()
            .Text.ShouldBe("A form sent it along.");

        var file = (await Incidents.FindAsync(salary.Id, default))!;
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
        var ana = await Fixture.AddWorkerAsync("ana");
        var photos = await Fixture.AddPartyAsync("photos");
        await Fixture.AcceptReportsAsync(Fixture.CreateReport(ana, photos));
        await Counter.CountAsync(default);
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
        var ana = await Fixture.AddWorkerAsync("ana");
        var photos = await Fixture.AddPartyAsync("photos");
        await Fixture.AcceptReportsAsync(Fixture.CreateReport(ana, photos));
        await Counter.CountAsync(default);
        var found = (await ListIncidentsAsync(photos)).Single();
        (await DecideAsync(found, CoverageIncidentState.Fixed, owner: Officer)).IsSuccess.ShouldBeTrue();
        await Counter.CountAsync(default);
        (await ListIncidentsAsync(photos)).Single().State.ShouldBe(CoverageIncidentState.Fixed);

        Fixture.Clock.Advance(TimeSpan.FromHours(1));
        // This applies also to what happened before the fix and is reported only now: the team has not seen it.
        await Fixture.AcceptReportsAsync(
            Fixture.CreateReport(ana, photos, late ? DisclosureFixture.Day.AddDays(-9) : null)
        );
        await Counter.CountAsync(default);

        var again = (await ListIncidentsAsync(photos)).Single();
        (again.State, again.ReopenedAt, again.Owner, again.Times).ShouldBe(
            (CoverageIncidentState.Open, DisclosureFixture.Day.AddHours(1), Officer, 2)
        );
        (await HistoryAsync(found.Id)).ShouldBe([
            CoverageIncidentEventKind.Reopened,
            CoverageIncidentEventKind.Decided,
            CoverageIncidentEventKind.Found,
        ]);
        (await Incidents.CountOpenAsync(default)).Breaches.Reopened.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_explained_incident_may_continue()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var photos = await Fixture.AddPartyAsync("photos");
        await Fixture.AcceptReportsAsync(Fixture.CreateReport(ana, photos));
        await Counter.CountAsync(default);
        (
            await DecideAsync(
                (await ListIncidentsAsync(photos)).Single(),
                CoverageIncidentState.Explained,
                note: "The worker asked for it."
            )
        ).IsSuccess.ShouldBeTrue();
        Fixture.Clock.Advance(TimeSpan.FromHours(1));
        await Fixture.AcceptReportsAsync(Fixture.CreateReport(ana, photos));
        await Counter.CountAsync(default);

        (await ListIncidentsAsync(photos))
            .Single()
            .ShouldSatisfyAllConditions(
                c => c.State.ShouldBe(CoverageIncidentState.Explained),
                c => c.Times.ShouldBe(2)
            );
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : IncidentDecisionTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : IncidentDecisionTests(database),
            IClassFixture<PostgresDatabase>;
}
