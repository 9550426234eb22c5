using System.Data.Common;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Data.Faults;

public abstract class DatabaseHealthCheckTests(TestDatabase database) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jpp-health-");

    public void Dispose()
    {
        _data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_portal_that_can_write_is_healthy_and_leaves_nothing_behind()
    {
        (await CheckAsync(database.Contexts)).Status.ShouldBe(HealthStatus.Healthy);

        await using var db = database.Contexts.CreateDbContext();
        (await db.Outbox.AnyAsync()).ShouldBeFalse();
        _data.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_data_directory_that_is_gone_is_unhealthy()
    {
        using var check = Create(database.Contexts, Path.Combine(_data.FullName, "gone"));

        (await check.CheckHealthAsync(new())).ShouldSatisfyAllConditions(
            result => result.Status.ShouldBe(HealthStatus.Unhealthy),
            result => result.Description.ShouldBe("the data directory cannot be written")
        );
    }

    [Fact]
    public async Task A_node_that_is_older_than_its_database_is_unhealthy()
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_Newer', '99.0.0')"""
        );
        var result = await CheckAsync(database.Contexts);
        await db.Database.ExecuteSqlAsync(
            $"""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '29991231235959_Newer'"""
        );

        result.Status.ShouldBe(HealthStatus.Unhealthy);
        result.Description.ShouldNotBeNull().ShouldStartWith("a newer version of the program");
    }

    private async Task<HealthCheckResult> CheckAsync(IDbContextFactory<PortalDbContext> contexts)
    {
        using var check = Create(contexts, _data.FullName);
        return await check.CheckHealthAsync(new());
    }

    private static DatabaseHealthCheck Create(
        IDbContextFactory<PortalDbContext> contexts,
        string directory,
        TimeProvider? clock = null
    ) => new(contexts, new DataDirectory(directory), clock ?? TimeProvider.System);

    public sealed class OnSqlite(SqliteDatabase database)
        : DatabaseHealthCheckTests(database),
            IClassFixture<SqliteDatabase>
    {
        [Fact]
        public async Task A_full_disk_is_unhealthy_although_everything_can_be_read()
        {
            var (status, description) = await CheckOnAsync(new FullDisk());

            status.ShouldBe(HealthStatus.Unhealthy);
            description.ShouldBe("SQLite error 13: database or disk is full");
        }

        private async Task<(HealthStatus Status, string? Description)> CheckOnAsync(FullDisk disk)
        {
            var result = await CheckAsync(new FullDiskContexts(database.Settings, disk));
            return (result.Status, result.Description);
        }
    }

    public sealed class OnPostgres(PostgresDatabase database)
        : DatabaseHealthCheckTests(database),
            IClassFixture<PostgresDatabase>
    {
        [Theory]
        [InlineData(60, "seconds ahead of the database's")]
        [InlineData(-60, "seconds behind the database's")]
        public async Task A_node_whose_clock_is_an_hour_off_says_so(int minutes, string expected)
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(minutes));
            using var check = Create(database.Contexts, _data.FullName, clock);

            var result = await check.CheckHealthAsync(new());

            result.Status.ShouldBe(HealthStatus.Degraded);
            result.Description.ShouldNotBeNull().ShouldContain(expected);
        }
    }

    private sealed class FullDiskContexts(DatabaseSettings settings, FullDisk disk) : IDbContextFactory<PortalDbContext>
    {
        private readonly DbContextOptions<SqlitePortalDbContext> _options =
            new DbContextOptionsBuilder<SqlitePortalDbContext>()
                .UseSqlite(settings.ConnectionString)
                .AddInterceptors(disk)
                .Options;

        public PortalDbContext CreateDbContext() =>
            new SqlitePortalDbContext(_options, new WriteLock(isOpen: true), new(NullLogger<ChangeFeed>.Instance));
    }

    /// <summary>Fails at the commit, where SQLite appends to the log.</summary>
    private sealed class FullDisk : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => throw new SqliteException("SQLite Error 13: 'database or disk is full'.", 13);
    }
}
