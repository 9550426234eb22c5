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
    private const int Connections = 64;

    // Right after a start, half of the processor time goes into compiling.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(20),
        s_round = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(bool postgres, int rounds, CancellationToken ct)
    {
        await using var portal = await IntakePortal.CreateAsync(postgres, ct);
        await using var running = await portal.Site.StartAsync(
            "/",
            ct,
            [.. portal.Database.Settings, .. BaselineEndpointStartup.Settings]
        );

        var events = new Load(running, portal.Key, isBaseline: false);
        var baseline = new Load(running, portal.Key, isBaseline: true);
        await events.RunAsync(s_warmUp, ct);
        await baseline.RunAsync(s_warmUp, ct);
        var measured = new List<Measurement>();
        var compared = new List<Measurement>();
        for (var i = 0; i < rounds; i++)
        {
            measured.Add(await events.RunAsync(s_round, ct));
            compared.Add(await baseline.RunAsync(s_round, ct));
        }

        Print(portal.Database.Name, measured, compared);
    }

    private static void Print(string database, List<Measurement> measured, List<Measurement> compared)
    {
        new BenchmarkResult(
            $"events accepted, one a request, {Connections} clients, {database}, median",
            "events/s",
            BenchmarkResult.Quantile(measured.ConvertAll(m => m.Rate), 0.5),
            BenchmarkResult.Quantile(compared.ConvertAll(m => m.Rate), 0.5)
        ).Print();
        new BenchmarkResult(
            $"processor time of the portal for one event, {database}, median",
            "us",
            BenchmarkResult.Quantile(measured.ConvertAll(m => m.Cost), 0.5),
            BenchmarkResult.Quantile(compared.ConvertAll(m => m.Cost), 0.5)
        ).Print();
        List<double> waits = [.. measured.SelectMany(m => m.Waits)];
        foreach (var (name, part) in new Dictionary<string, double> { ["p50"] = 0.5, ["p99"] = 0.99 })
        {
            new BenchmarkResult(
                $"wait for the answer to one event, {Connections} clients, {database}, {name}",
                "ms",
                BenchmarkResult.Quantile(waits, part)
            ).Print();
        }
    }

    /// <summary>One round of load.</summary>
    /// <param name="Rate">Events a second.</param>
    /// <param name="Cost">Microseconds of processor time for an event.</param>
    /// <param name="Waits">Milliseconds until each answer.</param>
    private sealed record Measurement(double Rate, double Cost, List<double> Waits);

    /// <summary>Asks over all connections at once. Both kinds send the same events, created in the same way.</summary>
    private sealed class Load(RunningSite site, string key, bool isBaseline)
    {
        // The baseline stores nothing, so its events may repeat. Events with higher numbers would lie in the future.
        private const int MaxBaselineEvents = 400_000;

        private int _next;

        public async Task<Measurement> RunAsync(TimeSpan time, CancellationToken ct)
        {
            var watch = Stopwatch.StartNew();
            var before = site.ProcessorTime;
            var all = await Task.WhenAll(
                Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(watch, time, ct), ct))
            );
            var count = all.Sum(waits => waits.Count);
            return new(
                count / watch.Elapsed.TotalSeconds,
                (site.ProcessorTime - before).TotalMicroseconds / count,
                [.. all.SelectMany(waits => waits)]
            );
        }

        private async Task<List<double>> AskAsync(Stopwatch watch, TimeSpan time, CancellationToken ct)
        {
            using var connection = await KeepAliveConnection.OpenAsync(site.Address, ct);
            var latencies = new List<double>();
            byte[] expected = isBaseline ? [] : "\"accepted\":1"u8.ToArray();
            while (watch.Elapsed < time)
            {
                var request = KeepAliveConnection.BuildPost(
                    site.Address,
                    key,
                    "application/cloudevents+json",
                    CreateBody(),
                    isBaseline ? $"{BaselineEndpointStartup.Header}: 1\r\n" : ""
                );
                var asked = Stopwatch.GetTimestamp();
                await connection.SendAsync(request, expected, ct);
                latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            return latencies;
        }

        private byte[] CreateBody()
        {
            var number = Interlocked.Increment(ref _next);
            return Encoding.UTF8.GetBytes(
                SampleEvents.CreateEvent(isBaseline ? number % MaxBaselineEvents : number).ToJsonString()
            );
        }
    }
}
