using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// The portal as an operator has it: published, a process of its own, in Production, to be killed and started again on
/// the same data.
/// </summary>
public partial class PublishedPortal : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<string>> s_program = new(() => Task.Run(PublishAsync));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-published-");
    private string _program = "";
    private Process? _process;

    /// <summary>Where it listens; another port after each start.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Where it was published to. Nobody writes there.</summary>
    public virtual string ProgramDirectory => _program;

    public string DataDirectory => Path.Combine(_directory.FullName, "data");

    /// <summary>Settings, as <c>Portal__Database__Provider</c>, from the next start on.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    public Postbox Mail => new(Path.Combine(DataDirectory, "mail"));

    /// <summary>Opens contexts on its database, beside it.</summary>
    public IDbContextFactory<PortalDbContext> Contexts =>
        new PortalDbContextFactory(
            Database,
            new WriteLock(isOpen: Database.Provider is not DatabaseProvider.Sqlite),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        );

    protected virtual DatabaseSettings Database =>
        new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(DataDirectory, "portal.db")};Pooling=False");

    public virtual async Task InitializeAsync()
    {
        _program = await s_program.Value;
        Directory.CreateDirectory(DataDirectory);
    }

    public virtual async Task DisposeAsync()
    {
        await KillAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>Starts it, and waits until it says where it listens.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(CreateStart(Executable, []))!;
        var said = new List<string>();
        using var late = new CancellationTokenSource(s_patience);
        while (await _process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            Url = new(match.Value);
            // Read on, so that a full pipe does not hold it up.
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return;
        }

        throw new InvalidOperationException(
            $"It did not start: {string.Join('\n', said)} {await _process.StandardError.ReadToEndAsync(late.Token)}"
        );
    }

    /// <summary>Ends it in the middle of whatever it does, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Tells it to end in good order, as systemd and container engines do: SIGTERM.</summary>
    public async Task SendTerminationAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForEndAsync()
    {
        using var late = new CancellationTokenSource(s_patience);
        await _process!.WaitForExitAsync(late.Token);
        var exitCode = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return exitCode;
    }

    /// <summary>Runs a verb.</summary>
    /// <returns>What it printed.</returns>
    public Task<string> RunCommandAsync(params string[] arguments) => EndedAsync(CreateStart(Executable, arguments));

    /// <summary>A key for everything, put into its database before it first starts.</summary>
    public async Task<string> CreateKeyAsync()
    {
        if (Database.Provider is DatabaseProvider.Sqlite)
            await SqliteDatabase.WriteMigratedAsync(Path.Combine(DataDirectory, "portal.db"));
        var keys = new ApiKeyStore(
            Contexts,
            TestSecurityLog.Silent,
            new(TestSecurityLog.Silent, TimeProvider.System),
            Options.Create(new DemoOptions()),
            TimeProvider.System
        );
        return (await keys.CreateAsync("platform", Scopes.All, CancellationToken.None)).Value!;
    }

    /// <summary>The program.</summary>
    protected string Executable =>
        Path.Combine(
            ProgramDirectory,
            OperatingSystem.IsWindows() ? "JoinArena.PrivacyPortal.exe" : "JoinArena.PrivacyPortal"
        );

    // Once a run, of what was built for these tests. Nobody writes into it.
    private static async Task<string> PublishAsync()
    {
        var program = Directory.CreateTempSubdirectory("jpp-program-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(program, recursive: true);
        var configuration = typeof(Program)
            .Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!
            .Configuration;
        await EndedAsync(
            new(
                "dotnet",
                [
                    "publish",
                    Repository.GetPath("JoinArena.PrivacyPortal"),
                    "--no-build",
                    "-c",
                    configuration,
                    "-o",
                    program,
                    "--nologo",
                    "-v",
                    "q",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        );
        return program;
    }

    private static async Task<string> EndedAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(s_patience);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var errors = process.StandardError.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        process.ExitCode.ShouldBe(0, $"{await output}\n{await errors}");
        return (await output).Trim();
    }

    /// <summary>How a program is started with the portal's settings.</summary>
    protected virtual ProcessStartInfo CreateStart(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory.FullName,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Portal__DataDirectory"] = DataDirectory;
        if (Database.Provider is DatabaseProvider.Postgres)
        {
            start.Environment["Portal__Database__Provider"] = nameof(DatabaseProvider.Postgres);
            start.Environment["ConnectionStrings__Portal"] = Database.ConnectionString;
        }
        // Loopback has no certificate; without this, cookies would be for https only.
        start.Environment["Portal__PublicUrl"] = "http://127.0.0.1";
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        return start;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, 10_000)]
    private static partial Regex Listening();
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PublishedPortalOnPostgres : PublishedPortal
{
    private string _connection = "";

    protected override DatabaseSettings Database => new(DatabaseProvider.Postgres, _connection);

    public override async Task InitializeAsync()
    {
        _connection = await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);
    }
}
