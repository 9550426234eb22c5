using System.Diagnostics;
using System.Text;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// One event a request over 64 connections that are kept open, against the same server answering 200 after reading the
/// body.
/// </summary>
internal static class SingleEventBenchmark
{
    // The baseline stores nothing, so its events may repeat. Events with higher numbers would lie in the future.
    private const int Connections = 64,
        MaxBaselineEvents = 400_000;

    // Right after a start, half of the processor time goes into compiling.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(20),
        s_round = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(bool postgres, int rounds, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var database = await IntakeDatabase.CreateAsync(workspace, postgres, ct);
        var portal = await workspace.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunCommandAsync(["migrate"], ct, database.Settings);
        var key = await portal.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"],
            ct,
            database.Settings
        );
        await using (var before = await portal.StartAsync("/", ct, database.Settings))
            await SampleEvents.AnnounceWorkersAndPartiesAsync(before.Address, key, ct);
        await database.AcceptPolicyAsync(ct);
        await using var running = await portal.StartAsync(
            "/",
            ct,
            [.. database.Settings, .. BaselineEndpointStartup.Settings]
        );

        var next = 0;
        var nextBaseline = 0;
        await LoadAsync(isBaseline: false, s_warmUp, ct);
        await LoadAsync(isBaseline: true, s_warmUp, ct);
        var rates = new List<double>();
        var baselineRates = new List<double>();
        var waits = new List<double>();
        var costs = new List<double>();
        var baselineCosts = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var (rate, cost, waited) = await LoadAsync(isBaseline: false, s_round, ct);
            rates.Add(rate);
            costs.Add(cost);
            waits.AddRange(waited);
            (rate, cost, _) = await LoadAsync(isBaseline: true, s_round, ct);
            baselineRates.Add(rate);
            baselineCosts.Add(cost);
        }

        new BenchmarkResult(
            $"events accepted, one a request, {Connections} clients, {database.Name}, median",
            "events/s",
            BenchmarkResult.Quantile(rates, 0.5),
            BenchmarkResult.Quantile(baselineRates, 0.5)
        ).Print();
        new BenchmarkResult(
            $"processor time of the portal for one event, {database.Name}, median",
            "us",
            BenchmarkResult.Quantile(costs, 0.5),
            BenchmarkResult.Quantile(baselineCosts, 0.5)
        ).Print();
        new BenchmarkResult(
            $"wait for the answer to one event, {Connections} clients, {database.Name}, p50",
            "ms",
            BenchmarkResult.Quantile(waits, 0.5)
        ).Print();
        new BenchmarkResult(
            $"wait for the answer to one event, {Connections} clients, {database.Name}, p99",
            "ms",
            BenchmarkResult.Quantile(waits, 0.99)
        ).Print();

        async Task<(double Rate, double Cost, List<double> Waits)> LoadAsync(
            bool isBaseline,
            TimeSpan time,
            CancellationToken ct
        )
        {
            var watch = Stopwatch.StartNew();
            var before = running.ProcessorTime;
            var all = await Task.WhenAll(
                Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(isBaseline, watch, time, ct), ct))
            );
            var count = all.Sum(waits => waits.Count);
            return (
                count / watch.Elapsed.TotalSeconds,
                (running.ProcessorTime - before).TotalMicroseconds / count,
                [.. all.SelectMany(waits => waits)]
            );
        }

        async Task<List<double>> AskAsync(bool isBaseline, Stopwatch watch, TimeSpan time, CancellationToken ct)
        {
            using var connection = await KeepAliveConnection.OpenAsync(running.Address, ct);
            var latencies = new List<double>();
            byte[] expected = isBaseline ? [] : "\"accepted\":1"u8.ToArray();
            while (watch.Elapsed < time)
            {
                // Both send the same kind of events, created in the same way.
                var body = Encoding.UTF8.GetBytes(
                    SampleEvents
                        .CreateEvent(
                            isBaseline
                                ? Interlocked.Increment(ref nextBaseline) % MaxBaselineEvents
                                : Interlocked.Increment(ref next)
                        )
                        .ToJsonString()
                );
                var request = KeepAliveConnection.BuildPost(
                    running.Address,
                    key,
                    "application/cloudevents+json",
                    body,
                    isBaseline ? $"{BaselineEndpointStartup.Header}: 1\r\n" : ""
                );
                var asked = Stopwatch.GetTimestamp();
                await connection.SendAsync(request, expected, ct);
                latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            return latencies;
        }
    }
}
