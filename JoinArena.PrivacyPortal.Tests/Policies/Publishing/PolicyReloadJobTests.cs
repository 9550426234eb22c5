using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Publishing;

/// <summary>
/// New files are taken in while the portal runs, bad ones are refused as a whole, and what was once served stays what
/// it is.
/// </summary>
public abstract class PolicyReloadJobTests(TestDatabase database) : IAsyncLifetime
{
    private readonly TemporaryPolicies _policies = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly ErrorLogCollector _log = new();

    public async Task InitializeAsync()
    {
        // The class has one database, each test its own start.
        await using var db = database.Contexts.CreateDbContext();
        await db.FirstServedTexts.ExecuteDeleteAsync();
        await db.LedgerEntries.ExecuteDeleteAsync();
    }

    public Task DisposeAsync()
    {
        _policies.Dispose();
        _log.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_version_placed_in_the_folder_is_served_without_a_restart()
    {
        var (library, keeper) = await StartedAsync();
        _policies.WithPublished("1.1", "2026-11-20T00:00:00Z");

        await LookAsync(keeper);

        library.GetCurrent(_clock.GetUtcNow()).Name.ShouldBe("1.1");
        keeper.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_version_that_is_still_being_copied_is_not_read_yet()
    {
        var (library, keeper) = await StartedAsync();

        _policies.WithDraft("1.1", "2026-11-20T00:00:00Z");
        await keeper.RunAsync(CancellationToken.None);
        _policies.WithLock("1.1");
        await keeper.RunAsync(CancellationToken.None);

        keeper.Error.ShouldBeNull();
        library.Versions.Count.ShouldBe(1);
        await keeper.RunAsync(CancellationToken.None);
        library.Versions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_loaded_set_never_changes_and_its_unchanged_parts_are_reused()
    {
        var (library, keeper) = await StartedAsync();
        var before = library.Snapshot;
        _policies.WithPublished("1.1", "2026-11-20T00:00:00Z").WithPublished("1.2", "2026-11-21T00:00:00Z");

        await LookAsync(keeper);

        before.Versions.Select(v => v.Name).ShouldBe(["1.0"]);
        library.Snapshot.Versions.Select(v => v.Name).ShouldBe(["1.0", "1.1", "1.2"]);
        library.Snapshot.Digest.ShouldNotBe(before.Digest);
        library.Find("1.0").ShouldBeSameAs(before.Find("1.0"));
    }

    [Fact]
    public async Task A_faulty_set_is_refused_as_a_whole_reported_once_and_cleared_when_it_is_fixed()
    {
        var (library, keeper) = await StartedAsync();
        _policies
            .WithPublished("1.1", "2026-11-20T00:00:00Z")
            .WithPublished("1.2", "2026-11-21T00:00:00Z")
            .Replace(_policies.PathOf("1.2", "version.yml"), "change: material", "change: huge");

        for (var looks = 0; looks < 5; looks++)
            await keeper.RunAsync(CancellationToken.None);

        library.Versions.Select(v => v.Name).ShouldBe(["1.0"]);
        keeper.Error!.Findings.ShouldHaveSingleItem().Line.ShouldBe(6);
        _log.Entries.ShouldHaveSingleItem()
            .ShouldContain(
                $"{_policies.PathOf("1.2", "version.yml")}:6: 'huge' is not a known change kind: "
                    + "use one of initial, editorial, material"
            );
        (await HealthAsync(keeper)).Description.ShouldBe(
            "the policies folder was refused at 2026-11-24T12:00:00.000Z; the previous versions are still served; the log says why"
        );
        (await HealthAsync(keeper)).Status.ShouldBe(HealthStatus.Degraded);

        _policies.Replace(_policies.PathOf("1.2", "version.yml"), "change: huge", "change: material");
        await LookAsync(keeper);

        library.Versions.Count.ShouldBe(3);
        (await HealthAsync(keeper)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_refused_folder_that_is_restored_is_healthy_again()
    {
        var (_, keeper) = await StartedAsync();
        _policies.Replace(_policies.VersionFile, "reviewed: no", "reviewed: maybe");
        await LookAsync(keeper);
        keeper.Error.ShouldNotBeNull();

        _policies.Replace(_policies.VersionFile, "reviewed: maybe", "reviewed: no");
        await LookAsync(keeper);

        keeper.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_missing_published_version_is_still_served_and_stops_the_next_start()
    {
        _policies.WithPublished("1.1", "2026-11-20T00:00:00Z");
        var (library, keeper) = await StartedAsync();
        Directory.Delete(Path.GetDirectoryName(_policies.PathOf("1.1", "x"))!, recursive: true);
        File.WriteAllLines(
            _policies.LockFile,
            File.ReadAllLines(_policies.LockFile).Where(l => !l.Contains("1.1", StringComparison.Ordinal))
        );

        await LookAsync(keeper);

        library.Find("1.1").ShouldNotBeNull();
        keeper
            .Error!.Findings.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith(
                "worker-privacy/1.1/en.md:1: it was first served on 2026-11-24T12:00:00.000Z and is missing: restore"
            );
        (await Should.ThrowAsync<ConfigurationException>(StartedAsync)).Message.ShouldBe(
            keeper.Error.Findings[0].ToString()
        );
    }

    [Fact]
    public async Task A_text_changed_together_with_its_recorded_hash_is_detected_while_serving_and_at_the_start()
    {
        var (library, keeper) = await StartedAsync();
        var was = library.Versions[0].Texts["en"].Sha256;
        _policies.ChangeTextAndHash("may be sent to external", "will be sent to external");

        await LookAsync(keeper);

        _policies.Check().ShouldBeEmpty("the folder agrees with itself");
        library.Versions[0].Texts["en"].Sha256.ShouldBe(was);
        keeper
            .Error!.Findings.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith(
                $"{_policies.Text}:1: it is not the text that was first served on 2026-11-24T12:00:00.000Z (its hash was {was}, and is "
            );
        (await Should.ThrowAsync<ConfigurationException>(StartedAsync))
            .Message.Split('\n')
            .ShouldHaveSingleItem()
            .ShouldContain(_policies.Text);
    }

    [Fact]
    public async Task A_new_note_or_another_split_into_clauses_changes_the_rendering_and_not_the_text()
    {
        var (library, keeper) = await StartedAsync();
        var before = library.Versions[0];
        _policies
            .Replace(_policies.VersionFile, "heading: Companies that hire", "heading: Employers")
            .Replace(
                _policies.VersionFile,
                "begins: If the Worker wishes to have their data deleted",
                "begins: JoinArena will comply with such requests"
            );

        await LookAsync(keeper);

        var (now, text) = (library.Versions[0], library.Versions[0].Texts["en"]);
        now.FindClause("hiring-access")!.GetText("en").Heading.ShouldBe("Employers");
        text.Parts.Select(p => p.Html).ShouldNotBe(before.Texts["en"].Parts.Select(p => p.Html));
        (now.Name, now.Effective, text.Sha256).ShouldBe((before.Name, before.Effective, before.Texts["en"].Sha256));
        await using var db = database.Contexts.CreateDbContext();
        (await db.FirstServedTexts.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_record_each_text_once_and_publish_it_once()
    {
        _policies.WithPublished("1.1", "2026-11-20T00:00:00Z");

        // Each with a gate of its own, as separate processes have.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => StartedAsync(Node()))));

        await using var db = database.Contexts.CreateDbContext();
        var served = await db.FirstServedTexts.OrderBy(t => t.Version).ToListAsync();
        served
            .Select(t => (t.Policy, t.Version, t.Language))
            .ShouldBe([("worker-privacy", "1.0", "en"), ("worker-privacy", "1.1", "en")]);
        var entries = await db.LedgerEntries.ToListAsync();
        entries.Select(e => e.Id).ShouldBe(served.Select(t => t.EntryId), ignoreOrder: true);
        entries.ShouldAllBe(e => e.Subject == null && e.Record == e.Leaf);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_policies.Text)));
        entries
            .Single(e => e.Id == served[0].EntryId)
            .Leaf.ShouldBe(
                $$"""
                {"kind":"policy","language":"en","policy":"worker-privacy","sha256":"{{hash}}","v":1,"version":"1.0"}
                """
            );
    }

    [Fact]
    public async Task A_second_start_publishes_nothing_again()
    {
        await StartedAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        await StartedAsync();

        await using var db = database.Contexts.CreateDbContext();
        (await db.FirstServedTexts.SingleAsync()).FirstServedAt.ShouldBe(_clock.GetUtcNow().AddDays(-1));
        (await db.LedgerEntries.CountAsync()).ShouldBe(1);
    }

    private static async Task LookAsync(PolicyReloadJob keeper)
    {
        await keeper.RunAsync(CancellationToken.None);
        await keeper.RunAsync(CancellationToken.None);
    }

    private static Task<HealthCheckResult> HealthAsync(PolicyReloadJob keeper) =>
        new PolicyHealthCheck(keeper).CheckHealthAsync(new HealthCheckContext());

    private Task<(PolicyLibrary, PolicyReloadJob)> StartedAsync() => StartedAsync(database.Contexts);

    private async Task<(PolicyLibrary, PolicyReloadJob)> StartedAsync(IDbContextFactory<PortalDbContext> contexts)
    {
        var source = new PolicySource(_policies.Root);
        var library = PolicyLibrary.Load(source);
        var keeper = new PolicyReloadJob(
            library,
            source,
            new FirstServedTextStore(contexts, _clock),
            database.Feed,
            _clock,
            new LoggerFactory([_log]).CreateLogger<PolicyReloadJob>()
        );
        await keeper.RecordServedTextsAsync(CancellationToken.None);
        return (library, keeper);
    }

    private PortalDbContextFactory Node() =>
        new(
            database.Settings,
            new WriteLock(isOpen: database.Settings.Provider is not DatabaseProvider.Sqlite),
            database.Feed,
            NullLoggerFactory.Instance
        );

    public sealed class OnSqlite(SqliteDatabase database)
        : PolicyReloadJobTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PolicyReloadJobTests(database),
            IClassFixture<PostgresDatabase>;
}
