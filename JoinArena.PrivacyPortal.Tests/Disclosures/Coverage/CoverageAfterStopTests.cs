using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Acceptance;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>Disclosures before and after a worker stopped their use, on both databases.</summary>
public abstract class CoverageAfterStopTests(TestDatabase database)
{
    private readonly DisclosureFixture _fixture = new(database);

    private CoverageIncidentCounter Counter => new(_fixture.Contexts, _fixture.Clock);

    [Fact]
    public async Task Disclosures_are_judged_by_the_stops_at_their_time_however_late_they_are_reported()
    {
        var ana = await _fixture.AddWorkerAsync("ana");
        var training = await _fixture.AddPartyAsync("training", "model-training");
        var stop = _fixture.Clock.GetInstant();
        await DecideAsync(ana, UseDecisionKind.Stopped);
        _fixture.Clock.Advance(TimeSpan.FromDays(2));
        await DecideAsync(ana, UseDecisionKind.Resumed);
        _fixture.Clock.Advance(TimeSpan.FromDays(1));

        await _fixture.AcceptReportsAsync(
            CreateReport(ana, training, stop.AddMinutes(-1)),
            CreateReport(ana, training, stop),
            CreateReport(ana, training, stop.AddDays(1)),
            CreateReport(ana, training, stop.AddDays(2)),
            // Another use of the same data is not stopped.
            _fixture.CreateReport(
                ana,
                await _fixture.AddPartyAsync("acme", "hiring-company"),
                stop.AddDays(1).AddMinutes(1),
                purpose: Purpose.Hiring,
                category: DataCategory.Transcript
            )
        );

        (await StatusesAsync(ana)).ShouldBe([
            CoverageStatus.Covered,
            CoverageStatus.AgainstStop,
            CoverageStatus.AgainstStop,
            CoverageStatus.Covered,
            CoverageStatus.Covered,
        ]);
    }

    [Fact]
    public async Task A_disclosure_against_a_stop_opens_a_case_and_opens_an_explained_one_again()
    {
        var ana = await _fixture.AddWorkerAsync("ana");
        var eve = await _fixture.AddWorkerAsync("eve", accepted: false);
        var training = await _fixture.AddPartyAsync("training", "model-training");
        // No clause explains it before any acceptance, and the team has said why.
        await _fixture.AcceptReportsAsync(CreateReport(eve, training, _fixture.Clock.GetInstant().AddHours(-1)));
        await Counter.CountAsync(default);
        var incident = await FindIncidentAsync(training);
        var service = new CoverageIncidentService(_fixture.Contexts, _fixture.Clock);
        (
            await service.DecideAsync(
                incident.Id,
                new(CoverageIncidentState.Explained, null, "A pilot.", incident.Revision),
                "officer@joinarena.example",
                [],
                default
            )
        ).IsSuccess.ShouldBeTrue();
        await Counter.CountAsync(default);
        (await FindIncidentAsync(training)).State.ShouldBe(CoverageIncidentState.Explained);

        await DecideAsync(ana, UseDecisionKind.Stopped);
        await _fixture.AcceptReportsAsync(CreateReport(ana, training, _fixture.Clock.GetInstant()));
        await Counter.CountAsync(default);

        incident = await FindIncidentAsync(training);
        (incident.State, incident.Times, incident.AgainstStop, incident.UnderNoClause).ShouldBe(
            (CoverageIncidentState.Open, 2, 1, 0)
        );
        incident.ReopenedAt.ShouldBeNull("it had never been fixed");
        (await service.ListDisclosuresAsync(incident, null, default))
            .Disclosures.Select(d => d.CoverageStatus)
            .ShouldBe([CoverageStatus.AgainstStop, CoverageStatus.NothingAccepted]);
        (await service.FindAsync(incident.Id, default))!
            .History.Select(e => e.Kind)
            .ShouldBe([
                CoverageIncidentEventKind.Reopened,
                CoverageIncidentEventKind.Decided,
                CoverageIncidentEventKind.Found,
            ]);
    }

    [Fact]
    public async Task A_report_that_arrived_just_before_the_stop_of_something_later_is_judged_again()
    {
        var ana = await _fixture.AddWorkerAsync("ana");
        var training = await _fixture.AddPartyAsync("training", "model-training");
        // Two minutes ahead, as its source's clock may be.
        await _fixture.AcceptReportsAsync(CreateReport(ana, training, _fixture.Clock.GetInstant().AddMinutes(2)));
        (await StatusesAsync(ana)).ShouldBe([CoverageStatus.Covered]);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await DecideAsync(ana, UseDecisionKind.Stopped);

        await ReassessAsync();

        (await StatusesAsync(ana)).ShouldBe([CoverageStatus.AgainstStop]);
        await using var db = await _fixture.Contexts.CreateDbContextAsync();
        var reassessment = await db.CoverageReassessments.SingleAsync(r => r.WorkerId == ana);
        (reassessment.Reason, reassessment.PreviousStatus).ShouldBe(
            (ReassessmentReason.UseDecided, CoverageStatus.Covered)
        );
    }

    [Fact]
    public async Task A_stop_that_is_denied_counts_until_the_answer_and_no_longer()
    {
        var ana = await _fixture.AddWorkerAsync("ana");
        var training = await _fixture.AddPartyAsync("training", "model-training");
        var stop = _fixture.Clock.GetInstant();
        await DecideAsync(ana, UseDecisionKind.Stopped);
        _fixture.Clock.Advance(TimeSpan.FromDays(1));
        // Ahead of the answer, as its source's clock may be.
        await _fixture.AcceptReportsAsync(CreateReport(ana, training, stop.AddDays(1).AddMinutes(3)));
        (await StatusesAsync(ana)).ShouldBe([CoverageStatus.AgainstStop]);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var answered = _fixture.Clock.GetInstant();
        await DenyAsync(ana);
        _fixture.Clock.Advance(TimeSpan.FromDays(1));

        await _fixture.AcceptReportsAsync(
            CreateReport(ana, training, answered.AddMilliseconds(-1)),
            CreateReport(ana, training, answered),
            CreateReport(ana, training, answered.AddHours(1))
        );
        await ReassessAsync();

        (await StatusesAsync(ana)).ShouldBe([
            CoverageStatus.AgainstStop,
            CoverageStatus.Covered,
            CoverageStatus.Covered,
            CoverageStatus.Covered,
        ]);
    }

    [Fact]
    public async Task A_worker_who_has_accepted_nothing_stops_a_use()
    {
        var eve = await _fixture.AddWorkerAsync("eve", accepted: false);
        var training = await _fixture.AddPartyAsync("training", "model-training");
        await DecideAsync(eve, UseDecisionKind.Stopped);

        await _fixture.AcceptReportsAsync(
            CreateReport(eve, training, _fixture.Clock.GetInstant().AddMinutes(-1)),
            CreateReport(eve, training, _fixture.Clock.GetInstant())
        );

        (await StatusesAsync(eve)).ShouldBe([CoverageStatus.NothingAccepted, CoverageStatus.AgainstStop]);
    }

    private AcceptanceQueries Acceptances => new(_fixture.Contexts, PortalServices.Library);

    private JoinArena.PrivacyPortal.Disclosures.Intake.DisclosureReport CreateReport(
        string worker,
        string party,
        DateTimeOffset at
    ) => _fixture.CreateReport(worker, party, at, purpose: Purpose.ModelImprovement, category: DataCategory.Transcript);

    private async Task DecideAsync(string worker, UseDecisionKind kind) =>
        (
            await new UseService(
                _fixture.Contexts,
                new(_fixture.Contexts, Acceptances, PortalServices.Library, _fixture.Clock),
                new(AcceptanceTestData.Key, AcceptanceTestData.Portal),
                new(TestLocalizer.English, _fixture.Clock),
                ReviewedRules.Shipped,
                _fixture.Clock
            ).ChangeAsync(worker, new(kind, "model-improvement", null, "en", new(null, null, null)), default)
        ).Value!.Recorded.ShouldNotBeNull();

    private async Task DenyAsync(string worker)
    {
        var stop = (
            await new ObjectionQueries(_fixture.Contexts, ReviewedRules.Shipped, _fixture.Clock).ListAsync(
                worker,
                default
            )
        ).ShouldHaveSingleItem("the fixture's workers live where a stop is weighed");
        (
            await new ObjectionService(
                _fixture.Contexts,
                new(TestLocalizer.English, PortalServices.Library, ReviewedRules.Shipped, _fixture.Clock),
                PortalServices.Library,
                _fixture.Clock
            ).AnswerAsync(
                stop.Id,
                new(ObjectionOutcome.Denied, "a legal claim", "A case is open."),
                "officer@joinarena.example",
                default
            )
        ).IsSuccess.ShouldBeTrue();
    }

    private Task ReassessAsync() =>
        new CoverageReassessmentJob(
            _fixture.Contexts,
            PortalServices.Library,
            new(_fixture.Contexts, Acceptances, _fixture.Clock),
            _fixture.Clock,
            NullLogger<CoverageReassessmentJob>.Instance
        ).RunAsync(default);

    private async Task<List<CoverageStatus>> StatusesAsync(string worker)
    {
        await using var db = await _fixture.Contexts.CreateDbContextAsync();
        return await db
            .Disclosures.Where(d => d.WorkerId == worker)
            .OrderBy(d => d.Time)
            .ThenBy(d => d.Id)
            .Select(d => d.CoverageStatus)
            .ToListAsync();
    }

    private async Task<CoverageIncident> FindIncidentAsync(string party)
    {
        await using var db = await _fixture.Contexts.CreateDbContextAsync();
        return await db.CoverageIncidents.AsNoTracking().SingleAsync(c => c.PartyId == party);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : CoverageAfterStopTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : CoverageAfterStopTests(database),
            IClassFixture<PostgresDatabase>;
}
