using System.Diagnostics;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>A real PgBouncer before a database of the test run, reached over a socket of its own.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private const string HowToGet = "On Debian: apt-get install pgbouncer; run.sh installs it on a fresh machine.";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-bouncer-");
    private Process? _process;

    private PgBouncer(string connectionString) =>
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = _directory.FullName,
            Port = 6432,
        }.ConnectionString;

    /// <summary>Leads to the database by way of it.</summary>
    public string ConnectionString { get; }

    /// <param name="connectionString">The database.</param>
    /// <param name="poolMode">Its own word: session, transaction or statement.</param>
    public static async Task<PgBouncer> StartAsync(string connectionString, string poolMode)
    {
        var bouncer = new PgBouncer(connectionString);
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var settings = Path.Combine(bouncer._directory.FullName, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            * = host={server.Host} port=5432 user={server.Username}

            [pgbouncer]
            pool_mode = {poolMode}
            listen_addr =
            unix_socket_dir = {bouncer._directory.FullName}
            auth_type = any
            ignore_startup_parameters = extra_float_digits
            """
        );
        var program = InstalledProgram.Find(["pgbouncer"], ["/usr/sbin"], HowToGet);
        var asRoot = Environment.UserName == "root";
        if (asRoot)
        {
            // It refuses to run as root.
            using var chown = Process.Start("chown", ["-R", "nobody", bouncer._directory.FullName]);
            await chown.WaitForExitAsync();
        }

        var start = asRoot
            ? new ProcessStartInfo("runuser", ["-u", "nobody", "--", program, "-q", settings])
            : new ProcessStartInfo(program, ["-q", settings]);
        start.RedirectStandardError = true;
        bouncer._process = Process.Start(start)!;
        var socket = Path.Combine(bouncer._directory.FullName, ".s.PGSQL.6432");
        await Eventually.FindAsync(
            () => File.Exists(socket) ? socket : null,
            () =>
                $"PgBouncer did not start: {(bouncer._process.HasExited ? bouncer._process.StandardError.ReadToEnd() : "")}"
        );
        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Delete(recursive: true);
    }
}
