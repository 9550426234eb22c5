using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Runs PostgreSQL's client programs against one database.</summary>
/// <param name="folders">Where the programs may be; the first that has one is used.</param>
internal sealed class PostgresTools(string connectionString, IReadOnlyList<string> folders)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>Debian's folders, the newest version first, and then those of <c>PATH</c>.</summary>
    public static IReadOnlyList<string> FindFolders()
    {
        var debian = Directory.Exists(DebianFolder)
            ? Directory
                .GetDirectories(DebianFolder)
                .OrderByDescending(ReadVersion)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return [.. debian, .. path.Split(Path.PathSeparator)];
    }

    /// <summary>Runs a program to its end. It finds the database in its environment.</summary>
    /// <exception cref="BackupException">The program is not installed, or it failed; says how.</exception>
    public async Task RunAsync(string tool, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Find(tool), arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        SetUnlessEmpty(start, "PGHOST", target.Host);
        SetUnlessEmpty(start, "PGPORT", target.Port.ToString(CultureInfo.InvariantCulture));
        SetUnlessEmpty(start, "PGUSER", target.Username);
        SetUnlessEmpty(start, "PGPASSWORD", target.Password);
        SetUnlessEmpty(start, "PGDATABASE", target.Database);

        using var process = Process.Start(start) ?? throw new BackupException($"{tool} could not be started");
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new BackupException($"{tool} failed with exit code {process.ExitCode}: {errors.Trim()}");
    }

    private static void SetUnlessEmpty(ProcessStartInfo start, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            start.Environment[name] = value;
    }

    private string Find(string tool) =>
        folders
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{tool}.exe" : tool))
            .FirstOrDefault(File.Exists)
        ?? throw new BackupException(
            $"{tool} is not installed here; it comes with PostgreSQL's client tools (on Debian: apt-get install "
                + "postgresql-client)"
        );

    private static double ReadVersion(string folder) =>
        double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
