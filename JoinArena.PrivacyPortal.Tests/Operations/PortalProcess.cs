using System.Diagnostics;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>
/// The program as an operator starts it: a process with arguments and environment, its output and its exit code.
/// </summary>
internal static class PortalProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string dataDirectory,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        using var process = Start(dataDirectory, environment, arguments);
        return await EndAsync(process);
    }

    /// <summary>Runs it from another directory, as cron and service managers do.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunInAsync(
        string workingDirectory,
        string dataDirectory,
        params string[] arguments
    )
    {
        var start = CreateStart(dataDirectory, new Dictionary<string, string>(), arguments);
        start.WorkingDirectory = workingDirectory;
        using var process = Process.Start(start)!;
        return await EndAsync(process);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> EndAsync(Process process)
    {
        using var late = new CancellationTokenSource(s_patience);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var errors = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException tooLate)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"The program was still running after {s_patience.TotalSeconds} seconds.",
                tooLate
            );
        }

        return (process.ExitCode, await output, await errors);
    }

    public static Process Start(
        string dataDirectory,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    ) =>
        Process.Start(CreateStart(dataDirectory, environment, arguments))
        ?? throw new InvalidOperationException("The program could not be started.");

    private static ProcessStartInfo CreateStart(
        string dataDirectory,
        IReadOnlyDictionary<string, string> environment,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "JoinArena.PrivacyPortal.dll"), .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["Portal__DataDirectory"] = dataDirectory;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
