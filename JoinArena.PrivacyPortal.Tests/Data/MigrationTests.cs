using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Data;

public abstract class MigrationTests(TestDatabase database)
{
    [Fact]
    public async Task The_migrations_make_the_schema_the_program_expects()
    {
        await using var db = database.Contexts.CreateDbContext();

        db.Database.HasPendingModelChanges().ShouldBeFalse("an entity has changed since the last migration; add one for each provider");
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        db.Database.GetMigrations().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_set_can_be_asked()
    {
        await using var db = database.Contexts.CreateDbContext();

        foreach (var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.GetTableName()!).Distinct())
#pragma warning disable EF1002 // The table's name is the model's own.
            (await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").SingleAsync()).ShouldBeGreaterThanOrEqualTo(0, table);
#pragma warning restore EF1002
    }

    public sealed class OnSqlite(SqliteDatabase database) : MigrationTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : MigrationTests(database), IClassFixture<PostgresDatabase>;
}
