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

/// <summary>What was judged by less than is known now, on both databases.</summary>
public abstract class RejudgeTests(RejudgeTests.WithOwnPolicies portal)
{
    private static int s_workers;

    [Fact]
    public async Task A_report_that_came_in_just_before_the_acceptance_it_follows_is_judged_by_it_and_says_why()
    {
        var (worker, api) = await WorkerAsync();
        // A minute ahead, as the clock of its source may be: later than the acceptance, and in the book before it.
        await api.DiscloseAsync(Ahead(Given.Disclosure(worker.Id, "p-rejudge", id: $"{worker.Id}-ahead"), TimeSpan.FromMinutes(4)));
        (await StandingAsync(worker.Id)).ShouldBe(Standing.NothingAccepted);

        var person = await AcceptAsync(worker);
        await SweepAsync();

        (await StandingAsync(worker.Id)).ShouldBe(Standing.Covered);
        var entry = (await person.GoToAsync("/my-data")).Page.QuerySelector("a[href^='/my-data/disclosures/']")!.GetAttribute("href")!;
        await person.GoToAsync(entry);
        person.Text.ShouldContain("Judged again on");
        person.Text.ShouldContain("Until then it stood as not covered.");
        person.Text.ShouldNotContain("This one is not covered");
        (await RecordsAsync(worker.Id)).Count(r => r.Contains("disclosure-judged-again")).ShouldBe(1);
        await AddsUpAsync();
    }

    [Fact]
    public async Task What_happened_before_the_acceptance_stays_as_it_was()
    {
        var (worker, api) = await WorkerAsync();
        await api.DiscloseAsync(Given.Disclosure(worker.Id, "p-rejudge", id: $"{worker.Id}-before"));

        await AcceptAsync(worker);
        await SweepAsync();

        (await StandingAsync(worker.Id)).ShouldBe(Standing.NothingAccepted);
    }

    [Fact]
    public async Task Clauses_described_anew_judge_again_what_was_judged_by_them_and_doing_it_twice_changes_nothing()
    {
        var (worker, api) = await WorkerAsync();
        await AcceptAsync(worker);
        await SweepAsync();
        await api.DiscloseAsync(Ahead(Given.Disclosure(worker.Id, "p-rejudge", id: $"{worker.Id}-covered"), TimeSpan.FromMinutes(1)));
        (await StandingAsync(worker.Id)).ShouldBe(Standing.Covered);

        await portal.DescribeAsync(text => text.Replace("data: [interview-recording, transcript, resume, interview-image, salary-expectation, profile, other]\n        with: [llm-provider", "data: [transcript]\n        with: [llm-provider", StringComparison.Ordinal));
        await SweepAsync();
        (await StandingAsync(worker.Id)).ShouldBe(Standing.NoClause);
        await AddsUpAsync();

        await portal.DescribeAsync(_ => portal.AsShipped);
        await SweepAsync();
        await SweepAsync();

        (await StandingAsync(worker.Id)).ShouldBe(Standing.Covered);
        await using var db = await ContextAsync();
        (await db.JudgedAgain.Where(j => j.WorkerId == worker.Id).OrderBy(j => j.At).Select(j => new { j.WasStanding, j.NowStanding }).ToListAsync())
            .Select(j => (j.WasStanding, j.NowStanding)).ShouldBe([(Standing.Covered, Standing.NoClause), (Standing.NoClause, Standing.Covered)]);
        await AddsUpAsync();
    }

    private static System.Text.Json.Nodes.JsonObject Ahead(System.Text.Json.Nodes.JsonObject disclosure, TimeSpan by)
    {
        disclosure["time"] = (DateTimeOffset.UtcNow + by).ToIso();
        return disclosure;
    }

    private async Task<(GivenWorker Worker, ApiClient Api)> WorkerAsync()
    {
        var worker = await portal.HasAsync(Given.Worker());
        var api = await portal.ApiAsync();
        await api.PutPartyAsync("p-rejudge", $"Judge {Interlocked.Increment(ref s_workers)}", "llm-provider");
        return (worker, api);
    }

    private async Task<TextBrowser> AcceptAsync(GivenWorker worker)
    {
        var person = await (await portal.SignInAsync(worker.Email)).GoToAsync("/policy/accept");
        await person.Tick("I have read and accept version 1.0").PressAsync("Accept");
        return person;
    }

    private async Task SweepAsync() => await portal.Services.GetRequiredService<RejudgeSweep>().SweepAsync(default);

    private Task<PortalDbContext> ContextAsync() => portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private async Task<Standing> StandingAsync(string worker)
    {
        await using var db = await ContextAsync();
        return await db.Disclosures.Where(d => d.WorkerId == worker).Select(d => d.Standing).SingleAsync();
    }

    private async Task<IReadOnlyList<string>> RecordsAsync(string worker)
    {
        await using var db = await ContextAsync();
        return await db.RecordsOfAsync(worker);
    }

    private async Task AddsUpAsync() => (await portal.Services.GetRequiredService<BookCheck>().RunAsync(default)).Differences.ShouldBeEmpty();

    public sealed class OnSqlite(WithOwnPolicies portal) : RejudgeTests(portal), IClassFixture<WithOwnPolicies>;

    public sealed class OnPostgres(OnPostgres.WithOwn portal) : RejudgeTests(portal), IClassFixture<OnPostgres.WithOwn>
    {
        /// <summary>The same on PostgreSQL.</summary>
        public sealed class WithOwn : WithOwnPolicies
        {
            private string _connection = "";

            protected override async Task PrepareAsync() => _connection = await (await PostgresCluster.RunningAsync()).NewDatabaseAsync();

            public override async Task DisposeAsync()
            {
                await base.DisposeAsync();
                await (await PostgresCluster.RunningAsync()).DropAsync(_connection);
            }

            protected override void Configure(IDictionary<string, string> settings)
            {
                base.Configure(settings);
                (settings["Portal:Database:Provider"], settings["ConnectionStrings:Portal"]) = (nameof(DatabaseProvider.Postgres), _connection);
            }
        }
    }

    /// <summary>A portal whose policies can be described anew while it runs.</summary>
    public class WithOwnPolicies : Portal
    {
        private readonly DirectoryInfo _policies = Directory.CreateTempSubdirectory("jpp-policies-");

        private string VersionFile => Path.Combine(_policies.FullName, "worker-privacy", "1.0", "version.yml");

        /// <summary>The version's file as it is in the repository.</summary>
        public string AsShipped { get; private set; } = "";

        public override Task InitializeAsync()
        {
            var shipped = Path.Combine(AppContext.BaseDirectory, "policies");
            foreach (var file in Directory.GetFiles(shipped, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(_policies.FullName, Path.GetRelativePath(shipped, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            AsShipped = File.ReadAllText(VersionFile);
            return base.InitializeAsync();
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            _policies.Delete(recursive: true);
        }

        /// <summary>Changes the version's file, and waits until the portal goes by it.</summary>
        public async Task DescribeAsync(Func<string, string> change)
        {
            var library = Services.GetRequiredService<PolicyLibrary>();
            var before = library.Snapshot.Digest;
            var text = change(AsShipped);
            await File.WriteAllTextAsync(VersionFile, text);
            await Eventually.FoundAsync(() => library.Snapshot.Digest == before ? null : library.Snapshot, () => "The portal never took up the file.");
        }

        protected override void Configure(IDictionary<string, string> settings) => settings["Portal:PoliciesDirectory"] = _policies.FullName;
    }
}
