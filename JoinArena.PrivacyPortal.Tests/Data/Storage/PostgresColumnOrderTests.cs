using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Data.Storage;

public sealed class PostgresColumnOrderTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task No_table_with_a_row_for_every_event_has_a_gap_before_a_number()
    {
        string[] tables =
        [
            "Disclosures",
            "DisclosureItems",
            "Holdings",
            "WorkerPartyTotals",
            "DataItems",
            "LedgerEntries",
            "LedgerBundles",
        ];
        await using var db = database.Contexts.CreateDbContext();
        var found = await db
            .Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_class WHERE relname = ANY ({tables})""")
            .SingleAsync();
        found.ShouldBe(tables.Length, "a table has another name now");

        // A column that must begin at a multiple of 2, 4 or 8, after one whose length is not a multiple of that.
        var gaps = await db
            .Database.SqlQuery<string>(
                $"""
                SELECT c.relname || '.' || a.attname AS "Value"
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                JOIN pg_attribute b ON b.attrelid = c.oid AND b.attnum > 0 AND b.attnum < a.attnum
                WHERE c.relname = ANY ({tables})
                AND a.attlen > 0 AND (b.attlen < 0
                    OR b.attlen % CASE a.attalign WHEN 'd' THEN 8 WHEN 'i' THEN 4 WHEN 's' THEN 2 ELSE 1 END > 0)
                """
            )
            .ToListAsync();

        gaps.ShouldBeEmpty();
    }
}
