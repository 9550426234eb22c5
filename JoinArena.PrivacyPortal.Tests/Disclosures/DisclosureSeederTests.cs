using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>The data the benchmarks measure with is as the intake would have left it.</summary>
public abstract class DisclosureSeederTests(TestDatabase database)
{
    [Fact]
    public async Task The_benchmark_data_is_consistent_except_for_the_ledger()
    {
        await using (var db = await database.Contexts.CreateDbContextAsync())
            await new DisclosureSeeder(db, 10_000, 1_000).SeedAsync(default);

        var report = await Reconciliations.Create(database.Contexts, TimeProvider.System).RunAsync(default);

        report.Disclosures.ShouldBe(10_000);
        report.Differences.Where(d => d.Kind != "disclosure-no-entry").ShouldBeEmpty();
        await using var filled = await database.Contexts.CreateDbContextAsync();
        (await filled.Disclosures.CountAsync(d => d.WorkerId == DisclosureSeeder.SmallAccountId)).ShouldBe(
            DisclosureSeeder.SmallAccountDisclosures
        );
        (await filled.Disclosures.CountAsync(d => d.WorkerId == DisclosureSeeder.LargeAccountId)).ShouldBe(1_000);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DisclosureSeederTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DisclosureSeederTests(database),
            IClassFixture<PostgresDatabase>;
}
