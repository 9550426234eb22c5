using System.Diagnostics;
using Npgsql;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>
/// A PostgreSQL server for this run alone, in a temporary directory, with its default durability. A shell process stops it
/// when this process ends, however it ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private readonly string _directory;
    private readonly Process _shell;

    private PostgresServer(string directory, Process shell)
    {
        _directory = directory;
        _shell = shell;
    }

    public static async Task<PostgresServer> StartAsync(CancellationToken ct)
    {
        var bin = Directory
            .GetDirectories("/usr/lib/postgresql")
            .OrderDescending(StringComparer.Ordinal)
            .Select(d => Path.Combine(d, "bin"))
            .First(d => File.Exists(Path.Combine(d, "initdb")));
        var directory = Directory.CreateTempSubdirectory("jpp-bench-pg-").FullName;
        var script = $"""
            set -e
            cd '{directory}'
            '{bin}/initdb' -D data -U portal --auth=trust --encoding=UTF8 --no-locale >log 2>&1
            '{bin}/postgres' -D data -k '{directory}' -c listen_addresses= -c shared_buffers=512MB \
                -c max_wal_size=4GB >>log 2>&1 </dev/null &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server || true
            cd /
            rm -rf '{directory}'
            """;
        // PostgreSQL refuses to run as root.
        var asRoot = Environment.UserName == "root";
        if (asRoot)
        {
            using (var chown = Process.Start("chown", ["nobody", directory]))
                await chown.WaitForExitAsync(ct);
        }

        var start = asRoot
            ? new ProcessStartInfo("runuser", ["-u", "nobody", "--", "sh", "-c", script])
            : new ProcessStartInfo("sh", ["-c", script]);
        start.RedirectStandardInput = true;
        var server = new PostgresServer(directory, Process.Start(start)!);
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50, ct))
        {
            try
            {
                await server.ExecuteAsync("CREATE DATABASE portal", ct);
                return server;
            }
            catch (Exception fault)
                when (fault is NpgsqlException or IOException or System.Net.Sockets.SocketException
                    && watch.Elapsed < s_timeout
                    && !server._shell.HasExited
                )
            {
                // The server has not started yet.
            }
        }
    }

    /// <summary>The connection string of one of its databases.</summary>
    public string GetConnectionString(string database) => $"Host={_directory};Database={database};Username=portal";

    /// <summary>Runs one statement in a database that is not measured.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(GetConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
