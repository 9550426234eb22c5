using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What remains of a request whose records are erased, on both databases.</summary>
public abstract class ErasedRequestTests(TestDatabase database) : RecordRetentionTestBase(database)
{
    [Fact]
    public async Task The_remaining_data_does_not_reveal_whose_request_it_was_or_why()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        await AfterYearsAsync(bench, 3);

        await bench.RecordRetention.RunAsync(default);

        await using var db = await bench.Contexts.CreateDbContextAsync();
        foreach (var (table, text) in await TextsAsync(db))
        {
            text.ShouldNotContain(SecretOf(bench), customMessage: table);
            if (table is not "ErasedDeletionRequests")
                text.ShouldNotContain(number, customMessage: table);
        }
    }

    [Fact]
    public async Task The_leaves_of_the_ledger_keep_their_places_and_reveal_nothing_more()
    {
        var bench = await BenchAsync();
        var number = await EndedAsync(bench);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var before = await db.LedgerEntries.AsNoTracking().Where(e => e.Subject == bench.Worker).ToListAsync();
        var places = await db.ReadLogAsync();
        before.Count.ShouldBeGreaterThan(5);
        await AfterYearsAsync(bench, 3);

        await bench.RecordRetention.RunAsync(default);

        var ids = before.Select(e => e.Id).ToList();
        (await db.LedgerEntries.AnyAsync(e => ids.Contains(e.Id))).ShouldBeFalse("the salt is made from the id");
        var log = await db.ReadLogAsync();
        log.Select(l => StoredLeaf.ToText(l.Stored)).ShouldBe(places.Select(l => StoredLeaf.ToText(l.Stored)));
        var others = places.Where(l => ids.Contains(l.EntryId)).Select(l => log[(int)l.Index].EntryId).ToList();
        var after = await db.LedgerEntries.AsNoTracking().Where(e => others.Contains(e.Id)).ToListAsync();
        after.Count.ShouldBe(before.Count);
        after.ShouldAllBe(e => e.Subject == null && e.Record == null);
        (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_crash_at_any_commit_leaves_all_of_the_request_or_none_of_it()
    {
        var killed = 0;
        for (var dies = 1; ; dies++)
        {
            dies.ShouldBeLessThan(40, "the walk must come to an end");
            var bench = await BenchAsync();
            var number = await EndedAsync(bench);
            await AfterYearsAsync(bench, 3);
            var years = await bench.Statistics.FindByYearAsync(default);
            using var end = new CancellationTokenSource();
            var died = false;
            try
            {
                await bench
                    .CreateRecordRetentionJob(new CrashingContextFactory(bench.Contexts, dies, end))
                    .RunAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                died = true;
                killed++;
            }

            await using var db = await bench.Contexts.CreateDbContextAsync();
            var isErased = await db.ErasedRequests.AnyAsync(r => r.Number == number);
            (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBe(!isErased);
            (await bench.ReadLedgerKindsAsync()).Count.ShouldBe(isErased ? 0 : 7, $"killed before transaction {dies}");
            await bench.RecordRetention.RunAsync(default);
            (await db.DeletionRequests.AnyAsync(r => r.Number == number)).ShouldBeFalse();
            (await bench.Statistics.FindByYearAsync(default)).ShouldBeEquivalentTo(years);
            if (!died)
                break;
        }

        killed.ShouldBeGreaterThan(2);
    }

    /// <summary>All that is in the database as text, table by table.</summary>
    private static async Task<IReadOnlyList<(string Table, string Text)>> TextsAsync(PortalDbContext db)
    {
        var found = new List<(string, string)>();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    if (rows.GetValue(column) is string text)
                        found.Add((table, text));
                    else if (rows.GetValue(column) is string[] texts)
                        found.AddRange(texts.Select(t => (table, t)));
                }
            }
        }

        return found;
    }

    public sealed class OnSqlite(SqliteDatabase database) : ErasedRequestTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ErasedRequestTests(database),
            IClassFixture<PostgresDatabase>;
}
