using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>Changes to the log's rows from outside are found by an audit.</summary>
public abstract class TamperingTests(TestDatabase database)
{
    [Fact]
    public async Task A_flipped_byte_of_an_entry_is_named_by_its_index_and_in_public_by_its_bundle()
    {
        using var bench = await LogFixture.PublishAsync(database, 700);
        await using (var db = database.Contexts.CreateDbContext())
            await db.FlipLeafAsync(413);

        (await bench.ReadAuditFindingAsync()).Index.ShouldBe(256);
        (await new RecordAudit(database.Contexts).RunAsync(CancellationToken.None))
            .ShouldNotBeNull()
            .Index.ShouldBe(413);
    }

    [Theory]
    [InlineData(1, 0, 256)]
    [InlineData(1, 0, 0)]
    public async Task A_flipped_byte_of_a_tile_is_named_by_the_first_entry_under_it(int level, long index, long entry)
    {
        using var bench = await LogFixture.PublishAsync(database, 700);
        await using (var db = database.Contexts.CreateDbContext())
        {
            var hashes = (
                await db.StoredTiles.AsNoTracking().SingleAsync(t => t.Level == level && t.Index == index)
            ).Hashes;
            hashes[(((int)(entry >> 8 * level) & 255) * 32) + 7] ^= 4;
            await bench.TamperAsync(
                $"""UPDATE "LedgerTiles" SET "Hashes" = {hashes} WHERE "Level" = {level} AND "Index" = {index}"""
            );
        }

        (await bench.ReadAuditFindingAsync()).Index.ShouldBe(entry);
    }

    [Fact]
    public async Task An_entry_or_a_tile_that_is_missing_is_named()
    {
        using var bench = await LogFixture.PublishAsync(database, 300);
        await bench.TamperAsync($"""DELETE FROM "LedgerBundles" WHERE "Index" = 1""");
        (await bench.ReadAuditFindingAsync()).Index.ShouldBe(256);
        await bench.TamperAsync($"""DELETE FROM "LedgerTiles" WHERE "Level" = 1 AND "Index" = 0""");
        (await bench.ReadAuditFindingAsync()).Index.ShouldBe(0);
        await bench.TamperAsync($"""DELETE FROM "LedgerBundles" WHERE "Index" = 0""");
        (await bench.ReadAuditFindingAsync()).Index.ShouldBe(0);
    }

    [Theory]
    [InlineData("Leaf", "its record does not match its leaf")]
    [InlineData("Record", "cannot be decrypted")]
    [InlineData("Subject", "its person's key is missing")]
    [InlineData("row", "row is missing")]
    public async Task A_flipped_byte_beside_the_log_is_named_by_the_index_of_its_entry(string what, string says)
    {
        using var bench = await LogFixture.PublishAsync(database, 300);
        (await new RecordAudit(database.Contexts).RunAsync(CancellationToken.None)).ShouldBeNull();
        Guid id;
        byte[] record;
        await using (var db = database.Contexts.CreateDbContext())
        {
            id = (await db.FindEntryIdAsync(213, CancellationToken.None)).ShouldNotBeNull();
            record = (await db.LedgerEntries.SingleAsync(e => e.Id == id)).Record!;
            var key = (await db.SubjectKeys.SingleAsync(k => k.Subject == "w-1")).Key;
            if (what is "Leaf")
                record = SubjectCipher.Encrypt(key, id, """{"subject":"w-1"}""");
        }

        if (what is "Record")
            record[41] ^= 1;

        await bench.TamperAsync(
            what switch
            {
                "Leaf" or "Record" => $"""UPDATE "LedgerEntries" SET "Record" = {record} WHERE "Id" = {id}""",
                "Subject" => $"""UPDATE "LedgerEntries" SET "Subject" = 'w-2' WHERE "Id" = {id}""",
                _ => $"""DELETE FROM "LedgerEntries" WHERE "Id" = {id}""",
            }
        );

        var finding = (await new RecordAudit(database.Contexts).RunAsync(CancellationToken.None)).ShouldNotBeNull();
        (finding.Index, finding.Problem.Contains(says, StringComparison.Ordinal)).ShouldBe(
            (213, true),
            finding.Problem
        );
    }

    [Fact]
    public async Task A_flipped_byte_of_a_persons_key_or_of_the_root_is_named()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        await using (var db = database.Contexts.CreateDbContext())
        {
            var key = (await db.SubjectKeys.AsNoTracking().SingleAsync(k => k.Subject == "w-1")).Key;
            key[5] ^= 16;
            await bench.TamperAsync($"""UPDATE "SubjectKeys" SET "Key" = {key} WHERE "Subject" = 'w-1'""");
            (await new RecordAudit(database.Contexts).RunAsync(CancellationToken.None))
                .ShouldNotBeNull()
                .Index.ShouldBe(0);
            key[5] ^= 16;
            await bench.TamperAsync($"""UPDATE "SubjectKeys" SET "Key" = {key} WHERE "Subject" = 'w-1'""");
        }

        await bench.TamperAsync($"""UPDATE "LedgerHead" SET "Root" = {TreeHash.HashLeaf([7]).ToArray()}""");
        (await new RecordAudit(database.Contexts).RunAsync(CancellationToken.None))
            .ShouldNotBeNull()
            .Problem.ShouldContain("root of its 10 entries");
    }

    [Fact]
    public async Task An_erased_person_is_no_finding()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);

        await new LedgerErasure(database.Contexts).EraseRecordsAsync("w-1", CancellationToken.None);

        (await new RecordAudit(database.Contexts).RunAsync(CancellationToken.None)).ShouldBeNull();
        (await bench.AuditAsync()).Size.ShouldBe(10);
    }

    public sealed class OnSqlite(SqliteDatabase database) : TamperingTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : TamperingTests(database),
            IClassFixture<PostgresDatabase>;
}
