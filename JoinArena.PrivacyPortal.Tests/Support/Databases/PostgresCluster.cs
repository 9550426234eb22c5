using System.Diagnostics;
using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>
/// A PostgreSQL of this test run alone: made when the first test asks, reached over a socket in a temporary directory,
/// gone with the process however that
/// ends, since a shell beside it waits for the end of its input.
/// </summary>
internal sealed class PostgresCluster
{
    private const string HowToGet =
        "It comes with PostgreSQL 15 or newer (on Debian: apt-get install postgresql); run.sh installs it on a fresh machine.";

    private static readonly Lazy<Task<PostgresCluster>> s_running = new(() => Task.Run(StartAsync));
    private static int s_databases;

    private readonly string _directory;
    private readonly Process _guard;
    private readonly Lazy<Task<string>> _template;

    private PostgresCluster(string directory, Process guard)
    {
        _directory = directory;
        _guard = guard;
        _template = new(() => Task.Run(MakeTemplateAsync));
    }

    /// <summary>The cluster, started if it is not yet running.</summary>
    public static Task<PostgresCluster> GetRunningAsync() => s_running.Value;

    /// <summary>A new database with the portal's schema, copied from one that was migrated once.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var template = await _template.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"portal_{Interlocked.Increment(ref s_databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
        return ConnectionTo(name);
    }

    /// <summary>A new database without anything in it.</summary>
    public async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"empty_{Interlocked.Increment(ref s_databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        return ConnectionTo(name);
    }

    /// <summary>Removes a database nobody uses any more.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync(
            $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)"
        );
    }

    private async Task<string> MakeTemplateAsync()
    {
        // Without pooling: a template cannot be copied while somebody is connected to it.
        await ExecuteAsync("CREATE DATABASE migrated TEMPLATE template0");
        await TestDatabase.MigrateAsync(new(DatabaseProvider.Postgres, ConnectionTo("migrated") + ";Pooling=false"));
        return "migrated";
    }

    private string ConnectionTo(string database) =>
        $"Host={_directory};Database={database};Username=portal;Maximum Pool Size=20";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The folder of the newest PostgreSQL's programs.</summary>
    public static string FindPrograms()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending(Versions)
                .Select(d => Path.Combine(d, "bin"))
            : [];
        return Path.GetDirectoryName(InstalledProgram.Find(["initdb"], installed, HowToGet))!;
    }

    /// <summary>Gives a folder to the user that servers run as where the tests run as root.</summary>
    public static async Task OwnedByNobodyAsync(string directory)
    {
        using var chown = Process.Start("chown", ["nobody", directory]);
        await chown.WaitForExitAsync();
        chown.ExitCode.ShouldBe(0);
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var bin = FindPrograms();
        var directory = Directory.CreateTempSubdirectory("jpp-pg-").FullName;
        // Durability is not what these tests are about, so nothing is flushed.
        var script = $"""
            set -e
            cd '{directory}'
            '{bin}/initdb' -D data -U portal --auth=trust --encoding=UTF8 --no-locale --no-sync >log 2>&1
            '{bin}/postgres' -D data -k '{directory}' -c listen_addresses= -c fsync=off -c synchronous_commit=off \
                -c full_page_writes=off -c max_connections=200 >>log 2>&1 </dev/null &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server || true
            cd /
            rm -rf '{directory}'
            """;
        var asRoot = Environment.UserName == "root";
        if (asRoot)
            await OwnedByNobodyAsync(directory);
        // PostgreSQL refuses to run as root.
        var start = asRoot
            ? new ProcessStartInfo("runuser", ["-u", "nobody", "--", "sh", "-c", script])
            : new ProcessStartInfo("sh", ["-c", script]);
        start.RedirectStandardInput = true;
        var cluster = new PostgresCluster(directory, Process.Start(start)!);
        await cluster.AnswersAsync();
        return cluster;
    }

    private async Task AnswersAsync()
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or System.Net.Sockets.SocketException)
            {
                var log = Path.Combine(_directory, "log");
                if (_guard.HasExited || started.Elapsed > TimeSpan.FromSeconds(60))
                {
                    throw new InvalidOperationException(
                        $"PostgreSQL did not start: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log")}",
                        fault
                    );
                }

                await Task.Delay(50);
            }
        }
    }

    private static readonly Comparer<string> Versions = Comparer<string>.Create(
        (a, b) => Number(a).CompareTo(Number(b))
    );

    private static double Number(string directory) =>
        double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
