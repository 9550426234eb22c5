using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// Durable intake of disclosures over HTTP, in batches and as a stream, against what the database alone needs for the
/// rows they leave.
/// </summary>
internal static class IngestionBenchmark
{
    private const int Events = 50_000,
        WarmUp = 5_000,
        Batch = 500,
        Steady = 10_000;

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
        await store.SaveSnapshotAsync(ct);
        var bodies = Enumerable
            .Range(0, (WarmUp + Events) / Batch)
            .Select(i => SampleEvents.CreateBatch(i * Batch, Batch))
            .ToList();
        var lines = Enumerable.Range(0, WarmUp + Events).Select(SampleEvents.CreateLine).ToList();
        var (batches, stream, steady) = (new Measured(), new Measured(), new Measured());
        for (var round = 0; round < rounds; round++)
        {
            // Each beside the bare writing of the very rows it left, so that whatever else the machine does hits both.
            await MeasureAsync(batches, site => ReportAsync(site, key, bodies, ct));
            await MeasureAsync(stream, site => StreamAsync(site, key, lines, null, ct));
        }

        await MeasureAsync(steady, site => StreamAsync(site, key, lines, Steady, ct), beside: false);
        batches.Print(
            $"events taken in batches of {Batch}, {store.Name}, median",
            $"wait for the answer to a batch of {Batch}, {store.Name}"
        );
        stream.Print($"events taken as a stream, {store.Name}, median", null);
        steady.Print(null, $"wait for the answer to a line of a stream of {Steady} events/s, {store.Name}");

        async Task MeasureAsync(
            Measured into,
            Func<Uri, Task<(double Rate, IEnumerable<double> Waits)>> report,
            bool beside = true
        )
        {
            await store.RestoreSnapshotAsync(ct);
            await using (var running = await portal.StartAsync("/", ct, store.Settings))
            {
                var before = running.ProcessorTime;
                into.Add(await report(running.Address));
                into.Costs.Add((running.ProcessorTime - before).TotalMicroseconds / (WarmUp + Events));
            }

            if (!beside)
                return;
            var (time, rows) = await store.WriteBaselineAsync((WarmUp + Events) / Batch, ct);
            into.Bare.Add((WarmUp + Events) / time.TotalSeconds);
            into.Rows = rows;
        }
    }

    private static async Task<(double Rate, IEnumerable<double> Waits)> ReportAsync(
        Uri site,
        string key,
        List<byte[]> bodies,
        CancellationToken ct
    )
    {
        using var wire = await KeepAliveConnection.OpenAsync(site, ct);
        var (waits, watch, says) = (
            new List<double>(),
            new Stopwatch(),
            System.Text.Encoding.ASCII.GetBytes($"\"accepted\":{Batch},")
        );
        foreach (var (i, body) in bodies.Index())
        {
            if (i == WarmUp / Batch)
                watch.Start();
            var request = KeepAliveConnection.BuildPost(site, key, "application/cloudevents-batch+json", body);
            var asked = watch.Elapsed;
            await wire.SendAsync(request, says, ct);
            if (watch.IsRunning)
                waits.Add((watch.Elapsed - asked).TotalMilliseconds);
        }

        return (Events / watch.Elapsed.TotalSeconds, waits);
    }

    private static async Task<(double Rate, IEnumerable<double> Waits)> StreamAsync(
        Uri site,
        string key,
        List<byte[]> lines,
        int? perSecond,
        CancellationToken ct
    )
    {
        await EventStreamClient.SendAsync(site, key, lines[..WarmUp], null, ct);
        var (time, waits) = await EventStreamClient.SendAsync(site, key, lines[WarmUp..], perSecond, ct);
        return (Events / time.TotalSeconds, waits);
    }

    private sealed class Measured
    {
        private readonly List<double> _rates = [],
            _waits = [];

        public List<double> Bare { get; } = [];

        /// <summary>Processor time of the portal for each event, in microseconds.</summary>
        public List<double> Costs { get; } = [];

        public long Rows { get; set; }

        public void Add((double Rate, IEnumerable<double> Waits) run)
        {
            _rates.Add(run.Rate);
            _waits.AddRange(run.Waits);
        }

        public void Print(string? rate, string? wait)
        {
            if (rate is not null)
            {
                new BenchmarkResult(
                    rate,
                    "events/s",
                    BenchmarkResult.Quantile(_rates, 0.5),
                    BenchmarkResult.Quantile(Bare, 0.5)
                ).Print();
                new BenchmarkResult("rows that left", "rows", Rows).Print();
                new BenchmarkResult(
                    "processor time of the portal for one event, median",
                    "us",
                    BenchmarkResult.Quantile(Costs, 0.5)
                ).Print();
            }

            if (wait is null)
                return;
            new BenchmarkResult($"{wait}, p50", "ms", BenchmarkResult.Quantile(_waits, 0.5)).Print();
            new BenchmarkResult($"{wait}, p99", "ms", BenchmarkResult.Quantile(_waits, 0.99)).Print();
        }
    }
}
