using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>A published web program.</summary>
/// <param name="Directory">Where it was published.</param>
/// <param name="Program">The name of its executable.</param>
/// <param name="DataDirectory">The portal's data directory. The template does not use it.</param>
internal sealed record PublishedSite(string Directory, string Program, string DataDirectory)
{
    /// <summary>Settings it always runs with, as environment variables.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Starts it and waits until it answers <paramref name="path"/> with 200.</summary>
    public async Task<RunningSite> StartAsync(
        string path,
        CancellationToken ct,
        params (string Name, string Value)[] settings
    )
    {
        var address = new Uri($"http://127.0.0.1:{FindFreePort()}");
        var start = CreateStartInfo([], settings);
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        var watch = Stopwatch.StartNew();
        var running = new RunningSite(Process.Start(start)!, address);
        // Its output is read so that a full pipe does not stop it, and then ignored.
        running.Process.OutputDataReceived += (_, _) => { };
        running.Process.BeginOutputReadLine();
        await running.WaitUntilReadyAsync(path, ct);
        return running with { StartedIn = watch.Elapsed };
    }

    /// <summary>Makes its database, with the demo in it.</summary>
    public async Task LoadDemoAsync(CancellationToken ct, params (string Name, string Value)[] settings)
    {
        await RunCommandAsync(["migrate"], ct, settings);
        await RunCommandAsync(["demo", "load"], ct, settings);
    }

    /// <summary>Runs one of its commands to the end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunCommandAsync(
        string[] arguments,
        CancellationToken ct,
        params (string Name, string Value)[] settings
    )
    {
        using var process = Process.Start(CreateStartInfo(arguments, settings))!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException(
                $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}"
            );
    }

    private ProcessStartInfo CreateStartInfo(string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Path.Combine(Directory, Program), arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Portal__DataDirectory"] = DataDirectory;
        foreach (var (name, value) in Settings.Concat(settings))
            start.Environment[name] = value;
        return start;
    }

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FindFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A running program that answers requests.</summary>
internal sealed record RunningSite(Process Process, Uri Address) : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartedIn { get; init; }

    /// <summary>The resident memory of the process now, in KiB.</summary>
    public double ResidentKiB
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64 / 1024.0;
        }
    }

    /// <summary>The processor time the process has used so far, on all processors.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            Process.Refresh();
            return Process.TotalProcessorTime;
        }
    }

    public async Task WaitUntilReadyAsync(string path, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
                if (answer.StatusCode is HttpStatusCode.OK)
                    return;
                throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
            }
            catch (HttpRequestException) when (!Process.HasExited && watch.Elapsed < s_timeout)
            {
                await Task.Delay(2, ct);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}
