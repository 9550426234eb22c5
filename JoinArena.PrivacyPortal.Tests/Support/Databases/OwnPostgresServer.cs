using System.Diagnostics;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>
/// A PostgreSQL of one test alone, which an operator's commands may stop, move and start. It goes with the process,
/// however that ends, since a shell beside it waits for the end of its input.
/// </summary>
internal sealed class OwnPostgresServer : IAsyncDisposable
{
    private static readonly bool s_asRoot = Environment.UserName == "root";

    private readonly string _bin;
    private readonly Process _guard;

    private OwnPostgresServer(string folder, string bin, Process guard)
    {
        Folder = folder;
        _bin = bin;
        _guard = guard;
    }

    /// <summary>Where commands run; the server's data are in its folder <c>postgres</c>.</summary>
    public string Folder { get; }

    /// <summary>Leads to an empty database.</summary>
    public string ConnectionString => $"Host={Folder};Database=portal;Username=portal;Pooling=false";

    public static async Task<OwnPostgresServer> StartAsync()
    {
        var bin = PostgresCluster.FindPrograms();
        var folder = Directory.CreateTempSubdirectory("jpp-own-pg-").FullName;
        if (s_asRoot)
            await PostgresCluster.OwnedByNobodyAsync(folder);
        // Durability is not what these tests are about, so nothing is flushed.
        var script = $"""
            cd '{folder}'
            '{bin}/initdb' -D postgres -U portal --auth=trust --encoding=UTF8 --no-locale --no-sync >log 2>&1
            printf "%s\n" "unix_socket_directories = '{folder}'" "listen_addresses = ''" 'fsync = off' \
                >>postgres/postgresql.conf
            '{bin}/pg_ctl' start -D postgres -l log >>log 2>&1 && '{bin}/createdb' -h '{folder}' -U portal portal >>log 2>&1
            echo "exit code $?"
            cat >/dev/null
            '{bin}/pg_ctl' stop -D postgres -m immediate >/dev/null 2>&1
            cd /
            rm -rf '{folder}'/*
            """;
        var start = CreateStart("sh", script);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var guard = Process.Start(start)!;
        var said = await guard.StandardOutput.ReadLineAsync();
        said.ShouldBe("exit code 0", await File.ReadAllTextAsync(Path.Combine(folder, "log")));
        return new(folder, bin, guard);
    }

    /// <summary>How a shell runs commands here, as the server's user and with its programs.</summary>
    public ProcessStartInfo CreateShell(string commands)
    {
        var start = CreateStart(InstalledProgram.Find(["bash"], ["/bin", "/usr/bin"], "Bash."), $"set -eu\n{commands}");
        start.WorkingDirectory = Folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["PATH"] = $"{_bin}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = Folder;
        start.Environment["PGHOST"] = Folder;
        start.Environment["PGUSER"] = "portal";
        start.Environment["PGDATABASE"] = "portal";
        return start;
    }

    /// <summary>What the server has said, wherever commands had it written to.</summary>
    public string ReadLog() =>
        string.Concat(
            Directory
                .EnumerateFiles(Folder)
                .Where(f => f.EndsWith("log", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );

    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        // Only the owner of the folder around it can remove the folder itself.
        Directory.Delete(Folder, recursive: true);
    }

    // PostgreSQL refuses to run as root.
    private static ProcessStartInfo CreateStart(string shell, string script) =>
        s_asRoot ? new("runuser", ["-u", "nobody", "--", shell, "-c", script]) : new(shell, ["-c", script]);
}
