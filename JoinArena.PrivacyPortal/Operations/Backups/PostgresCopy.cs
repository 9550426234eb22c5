using Npgsql;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Uses PostgreSQL's own tools, which must have the server's version or a newer one.</summary>
internal sealed class PostgresCopy(string connectionString, PostgresTools tools) : DatabaseCopy
{
    private const string DropEverything = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";

    public PostgresCopy(string connectionString)
        : this(connectionString, new PostgresTools(connectionString, PostgresTools.FindFolders())) { }

    public override async Task<long> WriteAsync(string file, CancellationToken ct)
    {
        // The copy is made after this, so it has at least as many.
        var entries = await CountAsync("SELECT count(*) FROM \"LedgerEntries\"", ct);
        await tools.RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], ct);
        await tools.RunAsync("pg_restore", ["--list", $"--file={file}.list", file], ct);
        File.Delete($"{file}.list");
        return entries;
    }

    public override async Task<bool> IsEmptyAsync(CancellationToken ct) =>
        await CountAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", ct) == 0;

    public override async Task<bool> IsInUseAsync(CancellationToken ct)
    {
        // The server notices only a moment later that a connection was closed.
        for (var tries = 0; tries < 20; tries++)
        {
            if (
                await CountAsync(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
                        + "pg_backend_pid() AND backend_type = 'client backend'",
                    ct
                ) == 0
            )
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }

        return true;
    }

    public override async Task<string?> RestoreAsync(string file, string suffix, CancellationToken ct)
    {
        // The whole dump is read here, so a damaged one, or a missing tool, is found before anything is changed.
        await tools.RunAsync(
            "pg_restore",
            ["--no-owner", "--no-privileges", "--schema=public", $"--file={file}.sql", file],
            ct
        );
        // Emptying and filling are one transaction: after a failure the database is as it was.
        await tools.RunAsync(
            "psql",
            [
                "--no-psqlrc",
                "--quiet",
                "--single-transaction",
                "--set=ON_ERROR_STOP=1",
                $"--output={file}.out",
                $"--command={DropEverything}",
                $"--file={file}.sql",
            ],
            ct
        );
        return null;
    }

    private async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }
}
