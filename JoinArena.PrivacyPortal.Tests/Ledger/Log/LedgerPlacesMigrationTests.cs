using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>A log from before its places had a table of their own goes on as it was.</summary>
public sealed class LedgerPlacesMigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_had_its_place_keeps_it_and_what_waited_waits_on(DatabaseProvider provider)
    {
        var directory = Directory.CreateTempSubdirectory("jpp-places-");
        var postgres = provider is DatabaseProvider.Postgres ? await (await PostgresCluster.RunningAsync()).EmptyDatabaseAsync() : null;
        var settings = new DatabaseSettings(provider, postgres ?? $"Data Source={Path.Combine(directory.FullName, "portal.db")};Pooling=False");
        var contexts = new PortalContexts(settings, new WriteGate(isOpen: postgres is not null), new(NullLogger<ChangeFeed>.Instance), NullLoggerFactory.Instance);
        await using var db = contexts.CreateDbContext();
        await db.GetService<IMigrator>().MigrateAsync("QuestionsAndLooks");
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
        foreach (var (id, index) in ids.Zip(new long?[] { 1, null, 0, null, 2 }))
            await db.ExecuteAsync($"""INSERT INTO "LedgerEntries" ("Id", "Leaf", "Index") VALUES ({id}, {$"leaf {index}"}, {index})""", CancellationToken.None);

        await new Migrator(contexts, settings).MigrateAsync(CancellationToken.None);

        (await db.LoggedLeaves.OrderBy(l => l.Index).Select(l => l.EntryId).ToListAsync()).ShouldBe([ids[2], ids[0], ids[4]]);
        (await db.LoggedLeaves.SingleAsync(l => l.Index == 2)).Leaf.ShouldBe("leaf 2");
        (await db.WaitingEntries.OrderBy(w => w.Number).ToListAsync()).SelectMany(w => w.Entries()).ShouldBe([ids[1], ids[3]], ignoreOrder: true);
        (await db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM "LedgerEntries" """).SingleAsync()).ShouldBe(5);

        SqliteConnection.ClearAllPools();
        if (postgres is not null) await (await PostgresCluster.RunningAsync()).DropAsync(postgres);
        directory.Delete(recursive: true);
    }
}
