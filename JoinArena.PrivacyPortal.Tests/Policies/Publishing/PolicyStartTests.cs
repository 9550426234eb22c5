using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Policies.Publishing;

/// <summary>What was once served stays what it is, whenever a node starts.</summary>
public abstract class PolicyStartTests(TestDatabase database) : PolicyReloadTestBase(database)
{
    [Fact]
    public async Task A_missing_published_version_is_still_served_and_stops_the_next_start()
    {
        Policies.WithPublished("1.1", "2026-11-20T00:00:00Z");
        var (library, keeper) = await StartedAsync();
        Directory.Delete(Path.GetDirectoryName(Policies.PathOf("1.1", "x"))!, recursive: true);
        File.WriteAllLines(
            Policies.LockFile,
            File.ReadAllLines(Policies.LockFile).Where(l => !l.Contains("1.1", StringComparison.Ordinal))
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
        Policies.ChangeTextAndHash("may be sent to external", "will be sent to external");

        await LookAsync(keeper);

        Policies.Check().ShouldBeEmpty("the folder agrees with itself");
        library.Versions[0].Texts["en"].Sha256.ShouldBe(was);
        keeper
            .Error!.Findings.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith(
                $"{Policies.Text}:1: it is not the text that was first served on 2026-11-24T12:00:00.000Z (its hash was {was}, and is "
            );
        (await Should.ThrowAsync<ConfigurationException>(StartedAsync))
            .Message.Split('\n')
            .ShouldHaveSingleItem()
            .ShouldContain(Policies.Text);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_record_each_text_once_and_publish_it_once()
    {
        Policies.WithPublished("1.1", "2026-11-20T00:00:00Z");

        // Each with a gate of its own, as separate processes have.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => StartedAsync(Node()))));

        await using var db = Database.Contexts.CreateDbContext();
        var served = await db.FirstServedTexts.OrderBy(t => t.Version).ToListAsync();
        served
            .Select(t => (t.Policy, t.Version, t.Language))
            .ShouldBe([("worker-privacy", "1.0", "en"), ("worker-privacy", "1.1", "en")]);
        var entries = await db.LedgerEntries.ToListAsync();
        entries.Select(e => e.Id).ShouldBe(served.Select(t => t.EntryId), ignoreOrder: true);
        entries.ShouldAllBe(e => e.Subject == null);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Policies.Text)));
        var text = $$"""
            {"kind":"policy","language":"en","policy":"worker-privacy","sha256":"{{hash}}","v":1,"version":"1.0"}
            """;
        (await db.ReadLeafAsync(served[0].EntryId)).ShouldBe(text);
        Encoding.UTF8.GetString(entries.Single(e => e.Id == served[0].EntryId).Record!).ShouldBe(text);
    }

    [Fact]
    public async Task A_second_start_publishes_nothing_again()
    {
        await StartedAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await StartedAsync();

        await using var db = Database.Contexts.CreateDbContext();
        (await db.FirstServedTexts.SingleAsync()).FirstServedAt.ShouldBe(Clock.GetUtcNow().AddDays(-1));
        (await db.LedgerEntries.CountAsync()).ShouldBe(1);
    }

    private PortalDbContextFactory Node() =>
        new(
            Database.Settings,
            new WriteLock(isOpen: Database.Settings.Provider is not DatabaseProvider.Sqlite),
            Database.Feed,
            NullLoggerFactory.Instance
        );

    public sealed class OnSqlite(SqliteDatabase database) : PolicyStartTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PolicyStartTests(database),
            IClassFixture<PostgresDatabase>;
}
