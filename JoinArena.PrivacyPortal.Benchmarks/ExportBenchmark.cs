using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// An export of half the book, which is one worker's: what it takes of the machine's memory above idle, and when its
/// first byte comes.
/// </summary>
internal static class ExportBenchmark
{
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(10),
        s_between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(long disclosures, string? postgres, CancellationToken ct)
    {
        using var workshop = new PublishWorkspace();
        await using var books = new SeededPortals(workshop, await workshop.PublishPortalAsync(ct), postgres);
        var site = await books.CreateSeededAsync(disclosures, disclosures / 2, ct);
        await using var running = await site.StartAsync("/", ct);
        using var few = new CookieClient(running.Address);
        await few.SignInAsync(SeededPortals.SmallAccountEmail, SeededPortals.Password, ct);
        using var many = new CookieClient(running.Address);
        await many.SignInAsync(SeededPortals.LargeAccountEmail, SeededPortals.Password, ct);
        foreach (var file in new[] { "json", "csv" })
        {
            // Warm: what is loaded and compiled once is not the export's.
            for (var i = 0; i < 20; i++)
                await few.GetAsync($"/my-data/export.{file}", ct);
            await Task.Delay(s_settle, ct);
            var (idle, watch) = (running.ResidentKiB, Stopwatch.StartNew());
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var most = MostAsync(running, end.Token);
            var (first, bytes) = await ReadAsync(many, $"/my-data/export.{file}", watch, ct);
            var took = watch.Elapsed;
            await end.CancelAsync();
            new BenchmarkResult(
                $"{books.Provider}: export.{file} of {disclosures / 2}, memory above idle",
                "MiB",
                (await most - idle) / 1024
            ).Print();
            new BenchmarkResult(
                $"{books.Provider}: export.{file} of {disclosures / 2}, first byte",
                "ms",
                first.TotalMilliseconds
            ).Print();
            new BenchmarkResult(
                $"{books.Provider}: export.{file} of {disclosures / 2}, {bytes / 1024 / 1024} MiB",
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
        var (buffer, bytes, first) = (new byte[64 * 1024], 0L, TimeSpan.Zero);
        while (await body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (bytes == 0)
                first = watch.Elapsed;
            bytes += read;
        }

        return (first, bytes);
    }

    private static async Task<double> MostAsync(RunningSite site, CancellationToken ct)
    {
        var most = 0.0;
        while (!ct.IsCancellationRequested)
        {
            most = Math.Max(most, site.ResidentKiB);
            await Task.Delay(s_between, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return most;
    }
}
