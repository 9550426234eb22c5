using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// Durable intake of disclosures over HTTP, in batches and as a stream, against what the database alone needs to write the
/// same rows, and one table of events.
/// </summary>
internal static class IngestionBenchmark
{
    private const int Events = 50_000,
        WarmUp = 5_000,
        Batch = 500,
        SteadyRate = 10_000;

    public static async Task RunAsync(bool postgres, int rounds, CancellationToken ct)
    {
        await using var portal = await IntakePortal.CreateAsync(postgres, ct);
        var database = portal.Database;
        var key = portal.Key;
        await database.SaveSnapshotAsync(ct);
        var bodies = Enumerable
            .Range(0, (WarmUp + Events) / Batch)
            .Select(i => SampleEvents.CreateBatch(i * Batch, Batch))
            .ToList();
        var lines = Enumerable.Range(0, WarmUp + Events).Select(SampleEvents.CreateLine).ToList();
        var batches = new Measured();
        var stream = new Measured();
        var steady = new Measured();
        for (var round = 0; round < rounds; round++)
        {
            // Each beside writing the same rows without the portal, so that other load on the machine slows both.
            await MeasureAsync(batches, site => ReportAsync(site, key, bodies, ct));
            await MeasureAsync(stream, site => StreamAsync(site, key, lines, null, ct));
        }

        await MeasureAsync(steady, site => StreamAsync(site, key, lines, SteadyRate, ct), withBaseline: false);
        batches.Print(
            $"events accepted in batches of {Batch}, {database.Name}, median",
            $"wait for the answer to a batch of {Batch}, {database.Name}"
        );
        stream.Print($"events accepted as a stream, {database.Name}, median", null);
        steady.Print(null, $"wait for the answer to a line of a stream of {SteadyRate} events/s, {database.Name}");

        async Task MeasureAsync(
            Measured into,
            Func<Uri, Task<(double Rate, IEnumerable<double> Waits)>> report,
            bool withBaseline = true
        )
        {
            await database.RestoreSnapshotAsync(ct);
            await using (var running = await portal.Site.StartAsync("/", ct, database.Settings))
            {
                var before = running.ProcessorTime;
                into.Add(await report(running.Address));
                into.Costs.Add((running.ProcessorTime - before).TotalMicroseconds / (WarmUp + Events));
            }

            if (!withBaseline)
                return;
            var (time, rows) = await database.WriteBaselineAsync((WarmUp + Events) / Batch, ct);
            into.Baseline.Add((WarmUp + Events) / time.TotalSeconds);
            into.Rows = rows;
            var single = await database.WriteSingleTableAsync(WarmUp + Events, Batch, ct);
            into.SingleTable.Add((WarmUp + Events) / single.TotalSeconds);
        }
    }

    private static async Task<(double Rate, IEnumerable<double> Waits)> ReportAsync(
        Uri site,
        string key,
        List<byte[]> bodies,
        CancellationToken ct
    )
    {
        using var connection = await KeepAliveConnection.OpenAsync(site, ct);
        var waits = new List<double>();
        var watch = new Stopwatch();
        var expected = System.Text.Encoding.ASCII.GetBytes($"\"accepted\":{Batch},");
        foreach (var (i, body) in bodies.Index())
        {
            if (i == WarmUp / Batch)
                watch.Start();
            var request = KeepAliveConnection.BuildPost(site, key, "application/cloudevents-batch+json", body);
            var asked = watch.Elapsed;
            await connection.SendAsync(request, expected, ct);
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

        public List<double> Baseline { get; } = [];

        public List<double> SingleTable { get; } = [];

        /// <summary>The portal's processor time for one event, in microseconds, in each round.</summary>
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
                var median = BenchmarkResult.Quantile(_rates, 0.5);
                new BenchmarkResult(rate, "events/s", median, BenchmarkResult.Quantile(Baseline, 0.5)).Print();
                new BenchmarkResult(
                    $"{rate}, beside one table with two indexes",
                    "events/s",
                    median,
                    BenchmarkResult.Quantile(SingleTable, 0.5)
                ).Print();
                new BenchmarkResult("rows written", "rows", Rows).Print();
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
