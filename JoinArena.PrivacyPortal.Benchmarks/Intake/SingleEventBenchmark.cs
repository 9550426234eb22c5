using System.Diagnostics;
using System.Text;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// One event a request over 64 connections that are kept, against the same server answering 200 once it has read the
/// body.
/// </summary>
internal static class SingleEventBenchmark
{
    // Events that nobody takes may come again; those of later numbers would be of days to come.
    private const int Connections = 64,
        MostBare = 400_000;

    // Of a program that has just started half of what the processor does is compiling.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(20),
        s_round = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(bool postgres, int rounds, CancellationToken ct)
    {
        using var workshop = new PublishWorkspace();
        await using var store = await IntakeDatabase.CreateAsync(workshop, postgres, ct);
        var portal = await workshop.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunCommandAsync(["migrate"], ct, store.Settings);
        var key = await portal.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"],
            ct,
            store.Settings
        );
        await using (var before = await portal.StartAsync("/", ct, store.Settings))
            await SampleEvents.AnnounceWorkersAndPartiesAsync(before.Address, key, ct);
        await store.AcceptPolicyAsync(ct);
        await using var running = await portal.StartAsync(
            "/",
            ct,
            [.. store.Settings, .. BaselineEndpointStartup.Settings]
        );

        var (next, nextBare) = (0, 0);
        await LoadAsync(isBare: false, s_warmUp, ct);
        await LoadAsync(isBare: true, s_warmUp, ct);
        var (rates, bares, waits, costs, bareCosts) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<double>()
        );
        for (var i = 0; i < rounds; i++)
        {
            var (rate, cost, waited) = await LoadAsync(isBare: false, s_round, ct);
            rates.Add(rate);
            costs.Add(cost);
            waits.AddRange(waited);
            (rate, cost, _) = await LoadAsync(isBare: true, s_round, ct);
            bares.Add(rate);
            bareCosts.Add(cost);
        }

        new BenchmarkResult(
            $"events taken, one a request, {Connections} clients, {store.Name}, median",
            "events/s",
            BenchmarkResult.Quantile(rates, 0.5),
            BenchmarkResult.Quantile(bares, 0.5)
        ).Print();
        new BenchmarkResult(
            $"processor time of the portal for one event, {store.Name}, median",
            "us",
            BenchmarkResult.Quantile(costs, 0.5),
            BenchmarkResult.Quantile(bareCosts, 0.5)
        ).Print();
        new BenchmarkResult(
            $"wait for the answer to one event, {Connections} clients, {store.Name}, p50",
            "ms",
            BenchmarkResult.Quantile(waits, 0.5)
        ).Print();
        new BenchmarkResult(
            $"wait for the answer to one event, {Connections} clients, {store.Name}, p99",
            "ms",
            BenchmarkResult.Quantile(waits, 0.99)
        ).Print();

        async Task<(double Rate, double Cost, List<double> Waits)> LoadAsync(
            bool isBare,
            TimeSpan time,
            CancellationToken ct
        )
        {
            var (watch, before) = (Stopwatch.StartNew(), running.ProcessorTime);
            var all = await Task.WhenAll(
                Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(isBare, watch, time, ct), ct))
            );
            var count = all.Sum(waits => waits.Count);
            return (
                count / watch.Elapsed.TotalSeconds,
                (running.ProcessorTime - before).TotalMicroseconds / count,
                [.. all.SelectMany(waits => waits)]
            );
        }

        async Task<List<double>> AskAsync(bool isBare, Stopwatch watch, TimeSpan time, CancellationToken ct)
        {
            using var wire = await KeepAliveConnection.OpenAsync(running.Address, ct);
            var (waits, says) = (new List<double>(), isBare ? [] : "\"accepted\":1"u8.ToArray());
            while (watch.Elapsed < time)
            {
                // Both send events of the same kind, made in the same way.
                var body = Encoding.UTF8.GetBytes(
                    SampleEvents
                        .CreateEvent(
                            isBare ? Interlocked.Increment(ref nextBare) % MostBare : Interlocked.Increment(ref next)
                        )
                        .ToJsonString()
                );
                var request = KeepAliveConnection.BuildPost(
                    running.Address,
                    key,
                    "application/cloudevents+json",
                    body,
                    isBare ? $"{BaselineEndpointStartup.Header}: 1\r\n" : ""
                );
                var asked = Stopwatch.GetTimestamp();
                await wire.SendAsync(request, says, ct);
                waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            return waits;
        }
    }
}
