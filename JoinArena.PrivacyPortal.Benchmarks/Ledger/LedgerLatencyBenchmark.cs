using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Benchmarks.Intake;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Ledger;

/// <summary>
/// How long it takes from the answer to an event until the served checkpoint includes its entry, in a log that has grown
/// large, while the portal accepts as many events as it can.
/// </summary>
internal static class LedgerLatencyBenchmark
{
    private const int Events = 30_000,
        Batch = 100;

    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int entries, bool postgres, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var database = await IntakeDatabase.CreateAsync(workspace, postgres, ct);
        var portal = (await workspace.PublishPortalAsync(ct)) with { Settings = database.Settings };
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunCommandAsync(["migrate"], ct);
        var key = await portal.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"],
            ct
        );
        await LedgerSeeder.SeedAsync(database.Database, entries, ct);
        await using var running = await portal.StartAsync("/", ct);
        using var http = new HttpClient { BaseAddress = running.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await SampleEvents.AnnounceWorkersAndPartiesAsync(http, ct);

        var answered = new ConcurrentQueue<(long Entries, TimeSpan At)>();
        var lags = new List<double>();
        var before = await WaitUntilSettledAsync(http, entries, ct);
        var size = before;
        var watch = Stopwatch.StartNew();
        var reporting = Task.Run(
            async () =>
            {
                foreach (var events in Enumerable.Range(0, Events).Select(SampleEvents.CreateEvent).Chunk(Batch))
                {
                    using var body = new StringContent(
                        new JsonArray([.. events]).ToJsonString(),
                        MediaTypeHeaderValue.Parse("application/cloudevents-batch+json")
                    );
                    using var answer = await http.PostAsync(new Uri("/api/v1/disclosures", UriKind.Relative), body, ct);
                    answer.EnsureSuccessStatusCode();
                    // One event leaves one entry.
                    answered.Enqueue((size += Batch, watch.Elapsed));
                }
            },
            ct
        );
        while (!reporting.IsCompleted || !answered.IsEmpty)
        {
            var served = await GetSizeAsync(http, ct);
            while (answered.TryPeek(out var next) && next.Entries <= served && answered.TryDequeue(out next))
                lags.Add((watch.Elapsed - next.At).TotalMilliseconds);
            await Task.Delay(10, ct);
        }

        await reporting;
        var where = $"{database.Name}, a log of {before} entries";
        new BenchmarkResult(
            $"{where}: from the answer to an event until the served checkpoint includes it, "
                + $"while {Events} arrived as fast as they could, p50",
            "ms",
            BenchmarkResult.Quantile(lags, 0.5)
        ).Print();
        new BenchmarkResult($"{where}: the same, p99", "ms", BenchmarkResult.Quantile(lags, 0.99), 2000).Print();
    }

    /// <summary>Waits until all entries from before are in the log.</summary>
    /// <returns>The size of the log then.</returns>
    private static async Task<long> WaitUntilSettledAsync(HttpClient http, int minSize, CancellationToken ct)
    {
        var size = -1L;
        var since = Stopwatch.StartNew();
        while (true)
        {
            var now = await GetSizeAsync(http, ct);
            if (now >= minSize && now == size && since.Elapsed > s_settled)
                return now;
            if (now != size)
            {
                size = now;
                since = Stopwatch.StartNew();
            }

            await Task.Delay(100, ct);
        }
    }

    private static async Task<long> GetSizeAsync(HttpClient http, CancellationToken ct) =>
        long.Parse(
            (await http.GetStringAsync(new Uri("/ledger/checkpoint", UriKind.Relative), ct)).Split('\n')[1],
            CultureInfo.InvariantCulture
        );
}
