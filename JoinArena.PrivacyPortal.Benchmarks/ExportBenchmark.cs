using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// An export of half of all disclosures, which belong to one worker: how much memory it takes above idle, and when its
/// first byte arrives.
/// </summary>
internal static class ExportBenchmark
{
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(10),
        s_between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(long disclosures, string? postgres, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var portals = new SeededPortals(workspace, await workspace.PublishPortalAsync(ct), postgres);
        var site = await portals.CreateSeededAsync(disclosures, disclosures / 2, ct);
        await using var running = await site.StartAsync("/", ct);
        using var few = new CookieClient(running.Address);
        await few.SignInAsync(SeededPortals.SmallAccountEmail, SeededPortals.Password, ct);
        using var many = new CookieClient(running.Address);
        await many.SignInAsync(SeededPortals.LargeAccountEmail, SeededPortals.Password, ct);
        foreach (var file in new[] { "json", "csv" })
        {
            // Warm-up: what is loaded and compiled once is not part of the export.
            for (var i = 0; i < 20; i++)
                await few.GetAsync($"/my-data/export.{file}", ct);
            await Task.Delay(s_settle, ct);
            var idle = running.ResidentKiB;
            var watch = Stopwatch.StartNew();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var peak = MeasurePeakAsync(running, end.Token);
            var (first, bytes) = await ReadAsync(many, $"/my-data/export.{file}", watch, ct);
            var took = watch.Elapsed;
            await end.CancelAsync();
            new BenchmarkResult(
                $"{portals.Provider}: export.{file} of {disclosures / 2}, memory above idle",
                "MiB",
                (await peak - idle) / 1024
            ).Print();
            new BenchmarkResult(
                $"{portals.Provider}: export.{file} of {disclosures / 2}, first byte",
                "ms",
                first.TotalMilliseconds
            ).Print();
            new BenchmarkResult(
                $"{portals.Provider}: export.{file} of {disclosures / 2}, {bytes / 1024 / 1024} MiB",
                "disclosures/s",
                disclosures / 2 / took.TotalSeconds
            ).Print();
        }
    }

    private static async Task<(TimeSpan First, long Bytes)> ReadAsync(
        CookieClient client,
        string path,
        Stopwatch watch,
        CancellationToken ct
    )
    {
        using var answer = await client.GetResponseAsync(path, ct);
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        var first = TimeSpan.Zero;
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (bytes == 0)
                first = watch.Elapsed;
            bytes += read;
        }

        return (first, bytes);
    }

    private static async Task<double> MeasurePeakAsync(RunningSite site, CancellationToken ct)
    {
        var peak = 0.0;
        while (!ct.IsCancellationRequested)
        {
            peak = Math.Max(peak, site.ResidentKiB);
            await Task.Delay(s_between, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }
}
