using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>Disclosures that were assessed by less than is known now, on both databases.</summary>
public abstract class CoverageReassessorTests(CoverageReassessorTests.EditablePoliciesPortal portal)
{
    private static int s_workers;

    [Fact]
    public async Task A_report_that_arrived_just_before_its_acceptance_is_reassessed_and_says_why()
    {
        var (worker, api) = await WorkerAsync();
        // A minute ahead, as its source's clock may be: it happened after the acceptance and was stored before it.
        await api.DiscloseAsync(
            Ahead(Given.Disclosure(worker.Id, "p-reassess", id: $"{worker.Id}-ahead"), TimeSpan.FromMinutes(4))
        );
        (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.NothingAccepted);

        var person = await AcceptAsync(worker);
        await ReassessAsync();

        (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.Covered);
        var entry = (await person.GoToAsync("/my-data"))
            .Page.QuerySelector("a[href^='/my-data/disclosures/']")!
            .GetAttribute("href")!;
        await person.GoToAsync(entry);
        person.Text.ShouldContain("Assessed again on");
        person.Text.ShouldContain("It was first listed as not covered.");
        person.Text.ShouldNotContain("This disclosure is not covered");
        (await RecordsAsync(worker.Id)).Count(r => r.Contains("disclosure-judged-again")).ShouldBe(1);
        await AddsUpAsync();
    }

    [Fact]
    public async Task A_disclosure_before_the_acceptance_keeps_its_assessment()
    {
        var (worker, api) = await WorkerAsync();
        await api.DiscloseAsync(Given.Disclosure(worker.Id, "p-reassess", id: $"{worker.Id}-before"));

        await AcceptAsync(worker);
        await ReassessAsync();

        (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.NothingAccepted);
    }

    [Fact]
    public async Task Changed_clauses_reassess_the_disclosures_they_cover_and_a_second_run_changes_nothing()
    {
        var (worker, api) = await WorkerAsync();
        await AcceptAsync(worker);
        await ReassessAsync();
        await api.DiscloseAsync(
            Ahead(Given.Disclosure(worker.Id, "p-reassess", id: $"{worker.Id}-covered"), TimeSpan.FromMinutes(1))
        );
        (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.Covered);

        await portal.ChangeVersionFileAsync(text =>
            text.Replace(
                "data: [interview-recording, transcript, resume, interview-image, salary-expectation, profile, other]\n"
                    + "        with: [llm-provider",
                "data: [transcript]\n        with: [llm-provider",
                StringComparison.Ordinal
            )
        );
        await ReassessAsync();
        (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.NoClause);
        await AddsUpAsync();

        await portal.ChangeVersionFileAsync(_ => portal.ShippedVersionFile);
        await ReassessAsync();
        await ReassessAsync();

        (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.Covered);
        await using var db = await ContextAsync();
        (
            await db
                .CoverageReassessments.Where(j => j.WorkerId == worker.Id)
                .OrderBy(j => j.At)
                .Select(j => new { j.PreviousStatus, j.NewStatus })
                .ToListAsync()
        )
            .Select(j => (j.PreviousStatus, j.NewStatus))
            .ShouldBe([
                (CoverageStatus.Covered, CoverageStatus.NoClause),
                (CoverageStatus.NoClause, CoverageStatus.Covered),
            ]);
        await AddsUpAsync();
    }

    private static System.Text.Json.Nodes.JsonObject Ahead(System.Text.Json.Nodes.JsonObject disclosure, TimeSpan by)
    {
        disclosure["time"] = (DateTimeOffset.UtcNow + by).ToIso();
        return disclosure;
    }

    private async Task<(GivenWorker Worker, ApiClient Api)> WorkerAsync()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("p-reassess", $"Party {Interlocked.Increment(ref s_workers)}", "llm-provider");
        return (worker, api);
    }

    private async Task<HtmlClient> AcceptAsync(GivenWorker worker)
    {
        var person = await (await portal.SignInAsync(worker.Email)).GoToAsync("/policy/accept");
        await person.Tick("I have read and accept version 1.0").PressAsync("Accept");
        return person;
    }

    private async Task ReassessAsync() =>
        await portal.Services.GetRequiredService<CoverageReassessmentJob>().RunAsync(default);

    private Task<PortalDbContext> ContextAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private async Task<CoverageStatus> StandingAsync(string worker)
    {
        await using var db = await ContextAsync();
        return await db.Disclosures.Where(d => d.WorkerId == worker).Select(d => d.CoverageStatus).SingleAsync();
    }

    private async Task<IReadOnlyList<string>> RecordsAsync(string worker)
    {
        await using var db = await ContextAsync();
        return await db.ReadRecordsAsync(worker);
    }

    private async Task AddsUpAsync() =>
        (
            await portal.Services.GetRequiredService<ReconciliationService>().RunAsync(default)
        ).Differences.ShouldBeEmpty();

    public sealed class OnSqlite(EditablePoliciesPortal portal)
        : CoverageReassessorTests(portal),
            IClassFixture<EditablePoliciesPortal>;

    public sealed class OnPostgres(OnPostgres.EditablePoliciesPortalOnPostgres portal)
        : CoverageReassessorTests(portal),
            IClassFixture<OnPostgres.EditablePoliciesPortalOnPostgres>
    {
        [Fact]
        public async Task A_report_that_crossed_its_acceptance_and_arrived_a_moment_later_is_reassessed()
        {
            var (worker, api) = await WorkerAsync();
            await api.DiscloseAsync(
                Ahead(Given.Disclosure(worker.Id, "p-reassess", id: $"{worker.Id}-crossed"), TimeSpan.FromMinutes(4))
            );
            await AcceptAsync(worker);
            // As on a node that looked the acceptances up before this one was committed, and took the time after it.
            await using var db = await ContextAsync();
            var accepted = await db
                .Acceptances.Where(a => a.WorkerId == worker.Id)
                .Select(a => a.AcceptedAt)
                .SingleAsync();
            await db
                .Disclosures.Where(d => d.WorkerId == worker.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.ReceivedAt, accepted.AddSeconds(1)));

            await ReassessAsync();

            (await StandingAsync(worker.Id)).ShouldBe(CoverageStatus.Covered);
        }

        /// <summary>The same on PostgreSQL.</summary>
        public sealed class EditablePoliciesPortalOnPostgres : EditablePoliciesPortal
        {
            private string _connection = "";

            protected override async Task PrepareAsync() =>
                _connection = await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync();

            public override async Task DisposeAsync()
            {
                await base.DisposeAsync();
                await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);
            }

            protected override void Configure(IDictionary<string, string> settings)
            {
                base.Configure(settings);
                settings["Portal:Database:Provider"] = nameof(DatabaseProvider.Postgres);
                settings["ConnectionStrings:Portal"] = _connection;
            }
        }
    }

    /// <summary>A portal whose coverage rules can be changed while it runs.</summary>
    public class EditablePoliciesPortal : Portal
    {
        private readonly DirectoryInfo _policies = Directory.CreateTempSubdirectory("jpp-policies-");

        private string VersionFile => Path.Combine(_policies.FullName, "worker-privacy", "1.0", "version.yml");

        /// <summary>The version's file as it is in the repository.</summary>
        public string ShippedVersionFile { get; private set; } = "";

        public override Task InitializeAsync()
        {
            var shipped = Path.Combine(AppContext.BaseDirectory, "policies");
            foreach (var file in Directory.GetFiles(shipped, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(_policies.FullName, Path.GetRelativePath(shipped, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            ShippedVersionFile = File.ReadAllText(VersionFile);
            return base.InitializeAsync();
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            _policies.Delete(recursive: true);
        }

        /// <summary>Changes the version's file, and waits until the portal has loaded it.</summary>
        public async Task ChangeVersionFileAsync(Func<string, string> change)
        {
            var library = Services.GetRequiredService<PolicyLibrary>();
            var before = library.Snapshot.Digest;
            var text = change(ShippedVersionFile);
            await File.WriteAllTextAsync(VersionFile, text);
            await Eventually.FindAsync(
                () => library.Snapshot.Digest == before ? null : library.Snapshot,
                () => "The portal never took up the file."
            );
        }

        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:PoliciesDirectory"] = _policies.FullName;
    }
}
