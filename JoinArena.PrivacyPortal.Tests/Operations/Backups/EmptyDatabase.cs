using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Operations.Backups;

/// <summary>A database without anything in it, not even the schema.</summary>
public sealed class EmptyDatabase(DatabaseSettings settings, Func<Task> remove) : IAsyncDisposable
{
    public DatabaseSettings Settings => settings;

    /// <summary>A database of the same kind as another.</summary>
    /// <param name="other">The database of the test.</param>
    /// <param name="sqliteFile">Where it is, on SQLite.</param>
    public static async Task<EmptyDatabase> CreateBesideAsync(TestDatabase other, string sqliteFile)
    {
        if (other.Settings.Provider is DatabaseProvider.Sqlite)
        {
            return new(
                new(DatabaseProvider.Sqlite, $"Data Source={sqliteFile};Pooling=False"),
                () => Task.CompletedTask
            );
        }

        var cluster = await PostgresCluster.GetRunningAsync();
        var connection = await cluster.CreateEmptyDatabaseAsync();
        return new(new(DatabaseProvider.Postgres, connection), () => cluster.DropDatabaseAsync(connection));
    }

    internal IDbContextFactory<PortalDbContext> Contexts { get; } =
        new PortalDbContextFactory(
            settings,
            new WriteLock(isOpen: settings.Provider is not DatabaseProvider.Sqlite),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        );

    public async ValueTask DisposeAsync() => await remove();
}
