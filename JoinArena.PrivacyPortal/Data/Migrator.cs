using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Brings the database to the schema of this program.</summary>
public sealed class Migrator(IDbContextFactory<PortalDbContext> contexts, DatabaseSettings settings)
{
    /// <summary>The first SQLite without the WAL-reset corruption (fixed in 3.51.3).</summary>
    private static readonly Version s_soundSqlite = new(3, 51, 3);

    /// <summary>For one statement, or for another node's migration: an index of a large book takes minutes.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(1);

    // "jppmigr" in ASCII.
    private const long Lock = 0x6A70706D696772;

    /// <summary>Creates the database if there is none and applies every migration it lacks.</summary>
    /// <exception cref="ConfigurationException">
    /// The database cannot be reached or written, or the SQLite library is one that can corrupt it.
    /// </exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Database.SetCommandTimeout(s_patience);
            if (settings.Provider is DatabaseProvider.Postgres)
                await MigratePostgresAsync(db, ct);
            else
                await ApplyAsync(db, ct);
            if (settings.Provider is not DatabaseProvider.Sqlite)
                return;
            await RequireSoundSqliteAsync(db, ct);
            // A database that was put back from a copy is in the mode in which readers and the writer wait for one
            // another.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }
        catch (SqliteException fault)
        {
            throw new ConfigurationException(
                $"ConnectionStrings__Portal: the SQLite database cannot be opened or brought up to date ({fault.Message}); see that Portal__DataDirectory can be written and holds this program's own database",
                fault
            );
        }
        // What may pass by itself EF hands on wrapped.
        catch (Exception fault) when ((fault as NpgsqlException ?? fault.InnerException) is NpgsqlException refusal)
        {
            throw new ConfigurationException(
                $"ConnectionStrings__Portal: PostgreSQL does not answer, or refuses ({refusal.Message}); see that it runs there and that the user may create tables",
                fault
            );
        }
    }

    private static async Task ApplyAsync(PortalDbContext db, CancellationToken ct)
    {
        // Looked at first: whoever has nothing to do needs no lock of EF's, and no second model to compare the first
        // with. That they agree is a test's to see.
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
            await db.Database.MigrateAsync(ct);
    }

    // One node at a time: of several that start at once the others wait, and then find nothing to do.
    private static async Task MigratePostgresAsync(PortalDbContext db, CancellationToken ct)
    {
        await CreateAsync(db.GetService<IRelationalDatabaseCreator>(), ct);
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Lock})", ct);
        try
        {
            // Where there is no history yet, being asked for it would be logged as a failure, in the first lines a
            // newcomer reads.
            var isThere = await db
                .Database.SqlQuery<bool>($"""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL AS "Value" """)
                .SingleAsync(ct);
            if (!isThere)
                await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(ct);
            await ApplyAsync(db, ct);
        }
        finally
        {
            // The connection goes back to the pool, and would keep it; one that broke has lost it already.
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
            // Another node has made it meanwhile.
        }
    }

    private static async Task RequireSoundSqliteAsync(PortalDbContext db, CancellationToken ct)
    {
        var version = await db.Database.SqlQueryRaw<string>("SELECT sqlite_version() AS \"Value\"").SingleAsync(ct);
        if (Version.Parse(version) < s_soundSqlite)
        {
            throw new ConfigurationException(
                $"SQLite {version} can corrupt a database in write-ahead mode; {s_soundSqlite} or newer is needed"
            );
        }
    }
}
