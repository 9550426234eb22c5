using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Brings the database to the schema of this program.</summary>
public sealed class Migrator(IDbContextFactory<PortalDbContext> contexts, DatabaseSettings settings)
{
    /// <summary>The first SQLite without the WAL-reset corruption (fixed in 3.51.3).</summary>
    private static readonly Version s_soundSqlite = new(3, 51, 3);

    /// <summary>Creates the database if there is none and applies every migration it lacks.</summary>
    /// <exception cref="ConfigurationException">The database cannot be reached or written, or the SQLite library is one that can corrupt it.</exception>
    public async Task MigrateAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            // Looked at first: whoever has nothing to do needs no lock, and no second model to compare the first with. That they agree is a test's to see.
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) await db.Database.MigrateAsync(ct);
            if (settings.Provider is not DatabaseProvider.Sqlite) return;
            await RequireSoundSqliteAsync(db, ct);
            // A database that was put back from a copy is in the mode in which readers and the writer wait for one another.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }
        catch (SqliteException fault)
        {
            throw new ConfigurationException($"ConnectionStrings__Portal: the SQLite database cannot be opened or brought up to date ({fault.Message}); see that Portal__DataDirectory can be written and holds this program's own database", fault);
        }
        catch (Npgsql.NpgsqlException fault)
        {
            throw new ConfigurationException($"ConnectionStrings__Portal: PostgreSQL does not answer, or refuses ({fault.Message}); see that it runs there and that the user may create tables", fault);
        }
    }

    private static async Task RequireSoundSqliteAsync(PortalDbContext db, CancellationToken ct)
    {
        var version = await db.Database.SqlQueryRaw<string>("SELECT sqlite_version() AS \"Value\"").SingleAsync(ct);
        if (Version.Parse(version) < s_soundSqlite)
            throw new ConfigurationException($"SQLite {version} can corrupt a database in write-ahead mode; {s_soundSqlite} or newer is needed");
    }
}
