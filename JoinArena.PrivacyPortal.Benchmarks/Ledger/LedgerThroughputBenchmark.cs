using System.Diagnostics;
using JoinArena.PrivacyPortal.Benchmarks.Support;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Benchmarks.Ledger;

/// <summary>
/// How fast committed entries get into the log, against hashing the same leaves and nothing else; then what proofs and
/// tiles cost in a log of that size.
/// </summary>
internal static class LedgerThroughputBenchmark
{
    private const int Reads = 2000;

    public static async Task RunAsync(int entries, bool postgres, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var server = postgres ? await PostgresServer.StartAsync(ct) : null;
        var settings = server is null
            ? new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={workspace.GetPath("ledger.db")}")
            : new(DatabaseProvider.Postgres, server.GetConnectionString("portal"));
        var contexts = new PortalDbContextFactory(
            settings,
            new WriteLock(isOpen: postgres),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        );
        await new Migrator(contexts, settings).MigrateAsync(ct);
        var baseline = entries / (await LedgerSeeder.SeedAsync(settings, entries, ct)).TotalSeconds;

        var options = new LedgerOptions(
            Path.Combine(workspace.GetPath("data"), "ledger", "signing.key"),
            "benchmark/ledger",
            () => ""
        );
        using var key = PortalKey.Open(options);
        var integrating = TimeSpan.Zero;
        var began = 0L;
        var health = new LogHealth();
        var publisher = new CheckpointPublisher(
            contexts,
            key,
            new(options),
            health,
            TimeProvider.System,
            NullLogger<CheckpointPublisher>.Instance
        );
        var sequencer = new Sequencer(
            contexts,
            new(contexts, TimeProvider.System),
            publisher,
            health,
            TimeProvider.System
        )
        {
            OnStepReached = step =>
            {
                if (step is LogStep.Sequenced)
                    began = Stopwatch.GetTimestamp();
                if (step is LogStep.Integrated)
                    integrating += Stopwatch.GetElapsedTime(began);
                return Task.CompletedTask;
            },
        };
        var watch = Stopwatch.StartNew();
        while (await sequencer.RunRoundAsync(ct)) { }
        var whole = watch.Elapsed;

        var on = $"{entries} entries on {settings.Provider}";
        new BenchmarkResult($"{on}, put into tiles", "entries/s", entries / integrating.TotalSeconds, baseline).Print();
        new BenchmarkResult(
            $"{on}, given their places",
            "entries/s",
            entries / (whole - integrating).TotalSeconds,
            baseline
        ).Print();
        new BenchmarkResult(
            $"{on}, both, with checkpoints signed",
            "entries/s",
            entries / whole.TotalSeconds,
            baseline
        ).Print();
        await MeasureReadsAsync(new(contexts, key), contexts, entries, on, ct);
    }

    private static async Task MeasureReadsAsync(
        LedgerLog log,
        PortalDbContextFactory contexts,
        int entries,
        string on,
        CancellationToken ct
    )
    {
        await using var db = contexts.CreateDbContext();
        var random = new Random(1);
        long[] places = [.. Enumerable.Range(0, Reads).Select(_ => (long)random.Next(entries))];
        var ids = new List<Guid>();
        foreach (var place in places)
            ids.Add((await db.FindEntryIdAsync(place, ct))!.Value);
        await PrintAsync("a proof", ids, async id => (await log.ProveInclusionAsync(id, ct))!.Checkpoint!.Length);
        await PrintAsync(
            "a tile of hashes",
            places,
            async place => (await log.ReadTileAsync(Tile(0, place), ct))!.Length
        );
        await PrintAsync(
            "a bundle of entries",
            places,
            async place => (await log.ReadTileAsync(Tile(null, place), ct))!.Length
        );

        TilePath Tile(int? level, long place) => new(level, place >> 8, TilePath.GetWidth(0, place >> 8, entries));

        async Task PrintAsync<T>(string what, IReadOnlyCollection<T> all, Func<T, Task<int>> read)
        {
            await read(all.First());
            var waits = new List<double>();
            foreach (var one in all)
            {
                var asked = Stopwatch.GetTimestamp();
                await read(one);
                waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            new BenchmarkResult($"{what} of {on}, p50", "ms", BenchmarkResult.Quantile(waits, 0.5)).Print();
            new BenchmarkResult($"{what} of {on}, p99", "ms", BenchmarkResult.Quantile(waits, 0.99)).Print();
        }
    }
}
