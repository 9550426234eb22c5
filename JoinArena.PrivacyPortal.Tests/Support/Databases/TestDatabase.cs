using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>
/// A database with the portal's schema, fresh for each test class. To have the same tests run on both providers, write
/// them once in an abstract class
/// and let two nested classes name the database:
/// <code>
/// public abstract class ApiKeyringTests(TestDatabase database)
/// {
///     [Fact]
///     public async Task A_key_opens_what_it_was_made_for() { await using var db = database.Contexts.CreateDbContext(); … }
///
///     public sealed class OnSqlite(SqliteDatabase database) : ApiKeyringTests(database), IClassFixture&lt;SqliteDatabase&gt;;
///     public sealed class OnPostgres(PostgresDatabase database) : ApiKeyringTests(database), IClassFixture&lt;PostgresDatabase&gt;;
/// }
/// </code>
/// </summary>
public abstract class TestDatabase : IAsyncLifetime
{
    private readonly ConcurrentBag<ServiceProvider> _services = [];
    private DatabaseSettings? _settings;
    private PortalDbContextFactory? _contexts;

    /// <summary>Where it is, as the portal would be told.</summary>
    public DatabaseSettings Settings =>
        _settings ?? throw new InvalidOperationException("The database is there once the class begins.");

    /// <summary>Opens contexts on it.</summary>
    public IDbContextFactory<PortalDbContext> Contexts => _contexts!;

    /// <summary>Opens contexts on it as another process would: behind a gate of its own.</summary>
    public IDbContextFactory<PortalDbContext> CreateOtherNode() => Open(Settings, Feed);

    /// <summary>What its contexts announce.</summary>
    public ChangeFeed Feed { get; } = new(NullLogger<ChangeFeed>.Instance);

    public async Task InitializeAsync()
    {
        _settings = await CreateAsync();
        _contexts = Open(_settings, Feed);
    }

    /// <summary>The portal's own services on it, until the class ends.</summary>
    /// <inheritdoc cref="PortalServices.Create"/>
    public IServiceProvider CreateServices(TimeProvider clock, Action<IServiceCollection>? replace = null)
    {
        var services = PortalServices.Create(Settings, Contexts, clock, replace);
        _services.Add(services);
        return services;
    }

    public async Task DisposeAsync()
    {
        foreach (var services in _services)
            await services.DisposeAsync();
        await RemoveAsync();
    }

    /// <summary>Closes the connections that are kept open for the next use.</summary>
    public abstract void CloseConnections();

    protected abstract Task<DatabaseSettings> CreateAsync();

    protected abstract Task RemoveAsync();

    internal static async Task MigrateAsync(DatabaseSettings settings) =>
        await new Migrator(Open(settings, new(NullLogger<ChangeFeed>.Instance)), settings).MigrateAsync(
            CancellationToken.None
        );

    private static PortalDbContextFactory Open(DatabaseSettings settings, ChangeFeed feed) =>
        new(
            settings,
            new WriteLock(isOpen: settings.Provider is not DatabaseProvider.Sqlite),
            feed,
            NullLoggerFactory.Instance
        );
}

/// <summary>SQLite in a temporary file, in write-ahead mode as in production.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private static readonly Lazy<Task<byte[]>> s_migrated = new(() => Task.Run(MigratedAsync));

    private readonly string _directory = Directory.CreateTempSubdirectory("jpp-sqlite-").FullName;

    protected override Task RemoveAsync()
    {
        CloseConnections();
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    public override void CloseConnections()
    {
        using var connection = new SqliteConnection(Settings.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    protected override async Task<DatabaseSettings> CreateAsync()
    {
        var file = Path.Combine(_directory, "portal.db");
        await WriteMigratedAsync(file);
        return new(DatabaseProvider.Sqlite, $"Data Source={file}");
    }

    /// <summary>Writes a database with the schema and nothing in it: migrated once a run.</summary>
    public static async Task WriteMigratedAsync(string file) =>
        await File.WriteAllBytesAsync(file, await s_migrated.Value);

    private static async Task<byte[]> MigratedAsync()
    {
        var directory = Directory.CreateTempSubdirectory("jpp-sqlite-");
        var file = Path.Combine(directory.FullName, "migrated.db");
        // Without pooling the last connection is closed, which writes the log back into the one file.
        await MigrateAsync(new(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False"));
        var bytes = await File.ReadAllBytesAsync(file);
        directory.Delete(recursive: true);
        return bytes;
    }
}

/// <summary>A database of the run's PostgreSQL.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    protected override async Task RemoveAsync() =>
        await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(Settings.ConnectionString);

    public override void CloseConnections()
    {
        using var connection = new NpgsqlConnection(Settings.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    protected override async Task<DatabaseSettings> CreateAsync() =>
        new(DatabaseProvider.Postgres, await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync());
}
