using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Data;

public abstract class MigrationTests(TestDatabase database)
{
    [Fact]
    public async Task The_migrations_make_the_schema_the_program_expects()
    {
        await using var db = database.Contexts.CreateDbContext();

        db.Database.HasPendingModelChanges()
            .ShouldBeFalse("an entity has changed since the last migration; add one for each provider");
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        db.Database.GetMigrations().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_entity_set_can_be_queried()
    {
        await using var db = database.Contexts.CreateDbContext();

        foreach (
            var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.GetTableName()!).Distinct()
        )
        {
#pragma warning disable EF1002 // The table's name is the model's own.
            (
                await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").SingleAsync()
            ).ShouldBeGreaterThanOrEqualTo(0, table);
        }
#pragma warning restore EF1002
    }

    [Fact]
    public async Task A_program_does_not_start_on_a_database_that_a_newer_version_has_changed()
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_Newer', '99.0.0')"""
        );
        try
        {
            (
                await Should.ThrowAsync<ConfigurationException>(() => TestDatabase.MigrateAsync(database.Settings))
            ).Message.ShouldStartWith(
                "ConnectionStrings__Portal: another version of this program has changed the database (migration "
                    + "'29991231235959_Newer' is not known here); "
            );
            (await Migrator.IsNewerAsync(db, CancellationToken.None)).ShouldBeTrue();
        }
        finally
        {
            await db.Database.ExecuteSqlAsync(
                $"""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '29991231235959_Newer'"""
            );
        }

        await TestDatabase.MigrateAsync(database.Settings);
    }

    public sealed class OnSqlite(SqliteDatabase database) : MigrationTests(database), IClassFixture<SqliteDatabase>
    {
        private readonly SqliteDatabase _sqlite = database;

        [Fact]
        public async Task Tables_that_are_little_more_than_their_key_are_stored_by_it()
        {
            await using var db = _sqlite.Contexts.CreateDbContext();

            (
                await db
                    .Database.SqlQuery<string>($"""SELECT name AS "Value" FROM pragma_table_list WHERE wr = 1""")
                    .ToListAsync()
            ).ShouldBe(["DataItems", "DisclosureItems", "Holdings", "WorkerPartyTotals"], ignoreOrder: true);
        }
    }

    public sealed class OnPostgres(PostgresDatabase database)
        : MigrationTests(database),
            IClassFixture<PostgresDatabase>
    {
        private readonly PostgresDatabase _postgres = database;

        [Fact]
        public async Task An_event_is_unique_by_a_hash_and_not_by_two_long_texts()
        {
            await using var db = _postgres.Contexts.CreateDbContext();

            var index = await db
                .Database.SqlQuery<string>(
                    $"""
                    SELECT indexdef AS "Value" FROM pg_indexes
                    WHERE indexname = 'IX_Disclosures_Source_EventId'
                    """
                )
                .SingleAsync();
            index.ShouldStartWith("CREATE UNIQUE INDEX");
            index.ShouldContain("sha256");
        }

        [Fact]
        public async Task Several_nodes_may_start_on_an_empty_server_at_once_and_none_logs_a_failure()
        {
            var cluster = await PostgresCluster.GetRunningAsync();
            var empty = await cluster.CreateEmptyDatabaseAsync();
            using var log = new ErrorLogCollector();
            using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));

            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrateAsync(empty, loggers)));
            await MigrateAsync(empty, loggers);

            log.Entries.ShouldBeEmpty();
            await cluster.DropDatabaseAsync(empty);
        }

        [Fact]
        public async Task A_database_that_is_not_there_yet_is_made()
        {
            var cluster = await PostgresCluster.GetRunningAsync();
            var absent = new NpgsqlConnectionStringBuilder(await cluster.CreateEmptyDatabaseAsync());
            await cluster.DropDatabaseAsync(absent.ConnectionString);

            await MigrateAsync(absent.ConnectionString, NullLoggerFactory.Instance);

            await using var connection = new NpgsqlConnection(absent.ConnectionString);
            await connection.OpenAsync();
            await cluster.DropDatabaseAsync(absent.ConnectionString);
        }

        private static async Task MigrateAsync(string connectionString, ILoggerFactory loggers)
        {
            var settings = new DatabaseSettings(DatabaseProvider.Postgres, connectionString);
            await new Migrator(
                new PortalDbContextFactory(
                    settings,
                    new WriteLock(isOpen: true),
                    new(NullLogger<ChangeFeed>.Instance),
                    loggers
                ),
                settings
            ).MigrateAsync(CancellationToken.None);
        }
    }
}
