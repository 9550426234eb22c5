using System.Data;
using JoinArena.PrivacyPortal.Data.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Creates the database, or updates it to this program's schema.</summary>
public sealed class Migrator(IDbContextFactory<PortalDbContext> contexts, DatabaseSettings settings)
{
    /// <summary>
    /// The first SQLite version without the bug that can corrupt a database when its write-ahead log is reset.
    /// </summary>
    private static readonly Version s_minSqlite = new(3, 51, 3);

    /// <summary>
    /// For one statement, or for the migration of another node: an index of a large table takes minutes.
    /// </summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromHours(1);

    // "jppmigr" in ASCII.
    private const long Lock = 0x6A70706D696772;

    /// <summary>Creates the database if it does not exist and applies all pending migrations.</summary>
    /// <exception cref="ConfigurationException">
    /// The database cannot be reached or written, another version of this program has changed it, a pooler in between
    /// pools transactions, or the SQLite library is too old to be safe.
    /// </exception>
    public Task MigrateAsync(CancellationToken ct) =>
        ExplainFaultsAsync(async () =>
        {
            if (settings.Provider is DatabaseProvider.Sqlite)
                SqliteFiles.Protect(settings.ConnectionString);
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Database.SetCommandTimeout(s_timeout);
            if (settings.Provider is DatabaseProvider.Postgres)
                await MigratePostgresAsync(db, ct);
            else
                await MigrateSqliteAsync(db, ct);
            return true;
        });

    /// <summary>Whether the database has this program's schema. Changes nothing.</summary>
    /// <exception cref="ConfigurationException">
    /// The database cannot be opened, or another version of this program has changed it.
    /// </exception>
    public async Task<bool> IsCurrentAsync(CancellationToken ct) =>
        await IsInitializedAsync(ct)
        && await ExplainFaultsAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if ((await ListPendingAsync(db, ct)).Length > 0)
                return false;
            if (settings.Provider is DatabaseProvider.Postgres)
                await PostgresSessionCheck.RequireAsync(db.Database.GetConnectionString()!, ct);
            return true;
        });

    /// <summary>Whether the database is there and holds a portal. Creates nothing.</summary>
    /// <exception cref="ConfigurationException">The database cannot be reached or opened.</exception>
    public Task<bool> IsInitializedAsync(CancellationToken ct) =>
        ExplainFaultsAsync(async () =>
        {
            // SQLite would create the file.
            if (settings.FindSqliteFile() is { } file && !File.Exists(file))
                return false;
            await using var db = await contexts.CreateDbContextAsync(ct);
            return await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(ct)
                && await db.GetService<IHistoryRepository>().ExistsAsync(ct);
        });

    private static async Task<T> ExplainFaultsAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException fault)
        {
            throw new ConfigurationException(
                $"ConnectionStrings__Portal: the SQLite database cannot be opened or updated ({fault.Message}); "
                    + "check that the portal can write to Portal__DataDirectory and that the database is its own",
                fault
            );
        }
        // EF wraps errors that may be temporary in another exception.
        catch (Exception fault) when ((fault as NpgsqlException ?? fault.InnerException) is NpgsqlException cause)
        {
            throw new ConfigurationException(
                $"ConnectionStrings__Portal: PostgreSQL does not answer or rejects the connection ({cause.Message}); "
                    + "check that it runs at this address and that the user may create tables",
                fault
            );
        }
    }

    private static async Task ApplyAsync(PortalDbContext db, CancellationToken ct)
    {
        // Without pending migrations, EF's lock and its second model for comparison are not needed. A test checks that
        // the model and the migrations agree.
        if ((await ListPendingAsync(db, ct)).Length > 0)
            await db.Database.MigrateAsync(ct);
    }

    private static async Task<string[]> ListPendingAsync(PortalDbContext db, CancellationToken ct)
    {
        string[] applied = [.. await db.Database.GetAppliedMigrationsAsync(ct)];
        string[] known = [.. db.Database.GetMigrations()];
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ConfigurationException(
                $"ConnectionStrings__Portal: another version of this program has changed the database (migration "
                    + $"'{unknown}' is not known here); start that version or a newer one, or restore a backup from "
                    + "before the upgrade"
            );
        }

        return [.. known.Except(applied, StringComparer.Ordinal)];
    }

    /// <summary>Whether a newer version of this program has changed the database since this one started.</summary>
    public static async Task<bool> IsNewerAsync(PortalDbContext db, CancellationToken ct) =>
        (await db.Database.GetAppliedMigrationsAsync(ct))
            .Except(db.Database.GetMigrations(), StringComparer.Ordinal)
            .Any();

    private static async Task MigrateSqliteAsync(PortalDbContext db, CancellationToken ct)
    {
        // That of the library: the database is not touched before.
        RequireSafeSqlite(db.Database.GetDbConnection().ServerVersion);
        await ApplyAsync(db, ct);
        // A database restored from a backup is not in write-ahead mode, so readers and the writer would block each other.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
    }

    // One node at a time. If several nodes start at once, the others wait and then find no pending migrations.
    private static async Task MigratePostgresAsync(PortalDbContext db, CancellationToken ct)
    {
        await CreateAsync(db.GetService<IRelationalDatabaseCreator>(), ct);
        await PostgresSessionCheck.RequireAsync(db.Database.GetConnectionString()!, ct);
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Lock})", ct);
        try
        {
            // In a new database, EF's query for the history table would log an error in the first lines that a new user
            // reads.
            var exists = await db
                .Database.SqlQuery<bool>($"""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL AS "Value" """)
                .SingleAsync(ct);
            if (!exists)
                await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
            await ApplyAsync(db, ct);
        }
        finally
        {
            // The connection returns to the pool and would keep the lock. A broken connection has already lost it.
            if (db.Database.GetDbConnection().State is ConnectionState.Open)
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken ct)
    {
        if (await creator.ExistsAsync(ct))
            return;
        try
        {
            await creator.CreateAsync(ct);
        }
        catch (PostgresException fault)
            when (fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node created the database at the same moment.
        }
    }

    private static void RequireSafeSqlite(string version)
    {
        if (Version.Parse(version) < s_minSqlite)
        {
            throw new ConfigurationException(
                $"SQLite {version} can corrupt a database in write-ahead mode; version {s_minSqlite} or newer is "
                    + $"required"
            );
        }
    }
}
