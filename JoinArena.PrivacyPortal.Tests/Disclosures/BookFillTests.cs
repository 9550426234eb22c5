using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>What the benchmarks measure against is a book as the intake leaves it.</summary>
public abstract class BookFillTests(TestDatabase database)
{
    [Fact]
    public async Task A_filled_book_adds_up_but_for_the_ledger_it_leaves_alone()
    {
        await using (var db = await database.Contexts.CreateDbContextAsync()) await new BookFill(db, 10_000, 1_000).RunAsync(default);

        var report = await new BookCheck(database.Contexts, TimeProvider.System).RunAsync(default);

        report.Disclosures.ShouldBe(10_000);
        report.Differences.Where(d => d.Kind != "leaf").ShouldBeEmpty();
        await using var filled = await database.Contexts.CreateDbContextAsync();
        (await filled.Disclosures.CountAsync(d => d.WorkerId == BookFill.Few)).ShouldBe(BookFill.FewTimes);
        (await filled.Disclosures.CountAsync(d => d.WorkerId == BookFill.Many)).ShouldBe(1_000);
    }

    public sealed class OnSqlite(SqliteDatabase database) : BookFillTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : BookFillTests(database), IClassFixture<PostgresDatabase>;
}
