using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Acceptance;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>
/// A report that arrives while a worker's decision is being recorded on another connection. On SQLite there is one writer
/// at a time.
/// </summary>
public sealed class ReportBesideDecisionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly DisclosureFixture _fixture = new(database);

    [Fact]
    public async Task A_report_that_arrives_while_an_acceptance_is_recorded_is_judged_by_it()
    {
        var worker = await _fixture.AddWorkerAsync("ana", accepted: false);
        // It looks at the clock for the version in force, and then for the time of the acceptance.
        using var clock = new PausingClock(_fixture.Clock, reads: 2);
        var service = new AcceptanceService(
            database.CreateOtherNode(),
            PortalServices.Library,
            AcceptanceTestData.ReceiptIssuer,
            TestLocalizer.English,
            clock
        );

        (
            await ReportWhileAsync(
                worker,
                clock,
                async () =>
                    (
                        await service.AcceptAsync(
                            worker,
                            "1.0",
                            "en",
                            new("192.0.2.7", "Firefox", null, "pwd"),
                            default
                        )
                    ).IsSuccess.ShouldBeTrue()
            )
        ).ShouldBe(CoverageStatus.Covered);
    }

    [Fact]
    public async Task A_report_that_arrives_while_a_stop_is_recorded_is_judged_by_it()
    {
        var worker = await _fixture.AddWorkerAsync("eve");
        using var clock = new PausingClock(_fixture.Clock, reads: 1);
        var contexts = database.CreateOtherNode();
        var service = new UseService(
            contexts,
            new(contexts, new(contexts, PortalServices.Library), PortalServices.Library, _fixture.Clock),
            new(AcceptanceTestData.Key, AcceptanceTestData.Portal),
            new(TestLocalizer.English, _fixture.Clock),
            ReviewedRules.Shipped,
            clock
        );
        var change = new UseChange(
            UseDecisionKind.Stopped,
            "model-improvement",
            null,
            "en",
            new("192.0.2.7", "Firefox", null, "pwd") { Wording = new("From now on, no training.", "Stop this use") }
        );

        (
            await ReportWhileAsync(
                worker,
                clock,
                async () => (await service.ChangeAsync(worker, change, default)).IsSuccess.ShouldBeTrue()
            )
        ).ShouldBe(CoverageStatus.AgainstStop);
    }

    /// <summary>Begins to decide, reports what happens right afterwards, and then lets the decision go on.</summary>
    private async Task<CoverageStatus> ReportWhileAsync(string worker, PausingClock clock, Func<Task> decide)
    {
        var party = await _fixture.AddPartyAsync($"training-{worker}", "model-training");
        var deciding = Task.Run(decide);
        await clock.Reached;
        var reporting = _fixture.AcceptReportsAsync(
            _fixture.CreateReport(
                worker,
                party,
                _fixture.Clock.GetUtcNow(),
                purpose: Purpose.ModelImprovement,
                category: DataCategory.InterviewRecording
            )
        );
        await Task.WhenAny(reporting, WaitUntilOneWaitsAsync());
        clock.Release();
        await Task.WhenAll(deciding, reporting);

        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.Disclosures.Where(d => d.WorkerId == worker).Select(d => d.CoverageStatus).SingleAsync();
    }

    private async Task WaitUntilOneWaitsAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await Eventually.FindAsync(
            async () =>
                await db
                    .Database.SqlQuery<string>(
                        $"""
                        SELECT query AS "Value" FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """
                    )
                    .FirstOrDefaultAsync(),
            () => "no connection waits for another"
        );
    }

    /// <summary>A clock whose reader waits at one of its looks.</summary>
    private sealed class PausingClock(TimeProvider clock, int reads) : TimeProvider, IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();
        private int _left = reads;

        public Task Reached => _reached.Task;

        public void Release() => _released.Set();

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _reached.SetResult();
                _released.Wait();
            }

            return clock.GetUtcNow();
        }

        public void Dispose() => _released.Dispose();
    }
}
