using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Uses PostgreSQL's own tools, which must have the server's version or a newer one.</summary>
internal sealed class PostgresCopy(string connectionString) : DatabaseCopy
{
    private const string DropEverything = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";

    public override async Task<long> WriteAsync(string file, CancellationToken ct)
    {
        // The copy is made after this, so it has at least as many.
        var entries = await CountAsync("SELECT count(*) FROM \"LedgerEntries\"", ct);
        await RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"], ct);
        await RunAsync("pg_restore", ["--list", $"--file={file}.list", file], ct);
        File.Delete($"{file}.list");
        return entries;
    }

    public override async Task<bool> IsEmptyAsync(CancellationToken ct) =>
        await CountAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", ct) == 0;

    public override async Task<bool> IsInUseAsync(CancellationToken ct)
    {
        // The server notices only a moment later that a connection was closed.
        for (var looks = 0; looks < 20; looks++)
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
        await using (var connection = await OpenAsync(ct))
        {
            await using var empty = new NpgsqlCommand(DropEverything, connection);
            await empty.ExecuteNonQueryAsync(ct);
        }

        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await RunAsync(
            "pg_restore",
            [
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--single-transaction",
                "--schema=public",
                $"--dbname={database}",
                file,
            ],
            ct
        );
        return null;
    }

    private async Task RunAsync(string tool, string[] arguments, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Find(tool), arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (
            var (name, value) in new (string, string?)[]
            {
                ("PGHOST", target.Host),
                ("PGPORT", target.Port.ToString(CultureInfo.InvariantCulture)),
                ("PGUSER", target.Username),
                ("PGPASSWORD", target.Password),
                ("PGDATABASE", target.Database),
            }
        )
        {
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new BackupException($"{tool} could not be started");
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new BackupException($"{tool} failed with exit code {process.ExitCode}: {errors.Trim()}");
    }

    private static string Find(string tool)
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(VersionOf)
                .Select(d => Path.Combine(d, "bin"))
            : [];
        return debian
                .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
                .Select(d => Path.Combine(d, OperatingSystem.IsWindows() ? $"{tool}.exe" : tool))
                .FirstOrDefault(File.Exists)
            ?? throw new BackupException(
                $"{tool} is not installed here; it comes with PostgreSQL's client tools (on Debian: apt-get install "
                    + $"postgresql-client)"
            );
    }

    private static double VersionOf(string directory) =>
        double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0;

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
