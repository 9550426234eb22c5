using JoinArena.PrivacyPortal.Data.Files;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Uses SQLite's <c>VACUUM INTO</c>, which copies the database while it is in use.</summary>
internal sealed class SqliteCopy(string connectionString) : DatabaseCopy
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        DefaultTimeout = 1,
    }.ToString();
    private readonly string _file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    public override async Task<long> WriteAsync(string file, CancellationToken ct)
    {
        try
        {
            await using var connection = new SqliteConnection(_connectionString);
            await connection.OpenAsync(ct);
            await using var copy = connection.CreateCommand();
            copy.CommandText = "VACUUM INTO $file";
            copy.CommandTimeout = 0;
            copy.Parameters.AddWithValue("$file", file);
            await copy.ExecuteNonQueryAsync(ct);
            return await CheckAsync(file, ct);
        }
        catch (SqliteException fault)
        {
            throw new BackupException($"the database '{_file}' cannot be copied ({fault.Message})", fault);
        }
    }

    private static async Task<long> CheckAsync(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Pooling = false,
                Mode = SqliteOpenMode.ReadOnly,
            }.ToString()
        );
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "PRAGMA quick_check(1)";
        if ((string)(await command.ExecuteScalarAsync(ct))! is not "ok" and var finding)
            throw new BackupException($"the copy of the database is damaged ({finding})");
        command.CommandText = "SELECT count(*) FROM LedgerEntries";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public override async Task<bool> IsEmptyAsync(CancellationToken ct) =>
        !File.Exists(_file)
        || new FileInfo(_file).Length == 0
        || (long)(await ScalarAsync("SELECT count(*) FROM sqlite_master", ct))! == 0;

    public override async Task<bool> IsInUseAsync(CancellationToken ct)
    {
        if (!File.Exists(_file))
            return false;
        try
        {
            // Write-ahead mode can be left only if no other connection is open. This also moves all changes into the
            // database file.
            return (string)(await ScalarAsync("PRAGMA journal_mode = DELETE", ct))! != "delete";
        }
        catch (SqliteException busy)
            when (busy.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return true;
        }
    }

    public override async Task<string?> RestoreAsync(string file, string suffix, CancellationToken ct)
    {
        string? before = null;
        PrivateFiles.CreateFolder(Path.GetDirectoryName(_file)!);
        if (File.Exists(_file))
        {
            before = _file + suffix;
            File.Move(_file, before);
        }

        // SQLite would apply the earlier database's write-ahead log to the restored database.
        foreach (var beside in new[] { "-wal", "-shm" })
            File.Delete(_file + beside);
        File.Copy(file, _file);
        PrivateFiles.RestrictFile(_file);
        // A copy is not in write-ahead mode, which the portal needs.
        await ScalarAsync("PRAGMA journal_mode = WAL", ct);
        return before;
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }
}
