using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Opens contexts on the database that the settings name.</summary>
public sealed class PortalDbContextFactory(
    DatabaseSettings settings,
    WriteLock writeLock,
    ChangeFeed feed,
    ILoggerFactory loggers
) : IDbContextFactory<PortalDbContext>
{
    private readonly DbContextOptions<SqlitePortalDbContext> _sqlite =
        new DbContextOptionsBuilder<SqlitePortalDbContext>()
            .UseSqlite(settings.Provider is DatabaseProvider.Sqlite ? settings.ConnectionString : "")
            .AddInterceptors(new WalCheckpointer.ConnectionInterceptor(), new SearchTextInterceptor())
            .ReplaceService<IMigrationsSqlGenerator, SqliteMigrationGenerator>()
            .UseLoggerFactory(loggers)
            .ConfigureWarnings(LeaveFaultsToCaller)
            .Options;

    private readonly DbContextOptions<PostgresPortalDbContext> _postgres =
        new DbContextOptionsBuilder<PostgresPortalDbContext>()
            .UseNpgsql(settings.Provider is DatabaseProvider.Postgres ? settings.ConnectionString : "")
            .AddInterceptors(new SearchTextInterceptor())
            .ReplaceService<IMigrationsSqlGenerator, PostgresMigrationGenerator>()
            .UseLoggerFactory(loggers)
            .ConfigureWarnings(LeaveFaultsToCaller)
            .Options;

    // Each of these faults is thrown too, and the code that catches it logs it once, with a reference or a stack.
    private static void LeaveFaultsToCaller(WarningsConfigurationBuilder events) =>
        events.Log(
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)
        );

    /// <summary>The database that these contexts open.</summary>
    public DatabaseProvider Provider => settings.Provider;

    public PortalDbContext CreateDbContext() =>
        settings.Provider switch
        {
            DatabaseProvider.Sqlite => new SqlitePortalDbContext(_sqlite, writeLock, feed),
            DatabaseProvider.Postgres => new PostgresPortalDbContext(_postgres, writeLock, feed),
        };
}
