using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>How fast entries that are committed get into the log on SQLite, against hashing the same leaves and nothing else; then what proofs and tiles cost at that size.</summary>
internal static class LedgerRate
{
    private const int Looks = 2000;

    public static async Task RunAsync(int entries, CancellationToken ct)
    {
        using var workshop = new Workshop();
        var settings = new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={workshop.At("ledger.db")}");
        var contexts = new PortalContexts(settings, new WriteGate(isOpen: false), new(NullLogger<ChangeFeed>.Instance), NullLoggerFactory.Instance);
        await new Migrator(contexts, settings).MigrateAsync(ct);
        var leaves = Fill(settings.ConnectionString, entries);

        var hashing = Stopwatch.StartNew();
        foreach (var leaf in leaves) SHA256.HashData(leaf);
        var bare = entries / hashing.Elapsed.TotalSeconds;
        leaves = [];

        var options = new LedgerOptions(Path.Combine(workshop.At("data"), "ledger", "signing.key"), "benchmark/ledger", () => "");
        using var key = PortalKey.Open(options);
        var (integrating, began) = (TimeSpan.Zero, 0L);
        var condition = new LogCondition();
        var publisher = new Publisher(contexts, key, new(options), condition, TimeProvider.System, NullLogger<Publisher>.Instance);
        var sequencer = new Sequencer(contexts, new(contexts, TimeProvider.System), publisher, condition, TimeProvider.System)
        {
            Reached = step =>
            {
                if (step is LogStep.Sequenced) began = Stopwatch.GetTimestamp();
                if (step is LogStep.Integrated) integrating += Stopwatch.GetElapsedTime(began);
                return Task.CompletedTask;
            },
        };
        var watch = Stopwatch.StartNew();
        while (await sequencer.StepAsync(ct)) { }
        var whole = watch.Elapsed;

        new Figure($"{entries} entries put into tiles on SQLite", "entries/s", entries / integrating.TotalSeconds, bare).Print();
        new Figure("the same with indices given and checkpoints signed", "entries/s", entries / whole.TotalSeconds, bare).Print();
        await LookAsync(new(contexts, key), contexts, entries, ct);
    }

    private static async Task LookAsync(LedgerLog log, PortalContexts contexts, int entries, CancellationToken ct)
    {
        await using var db = contexts.CreateDbContext();
        var random = new Random(1);
        long[] places = [.. Enumerable.Range(0, Looks).Select(_ => (long)random.Next(entries))];
        var ids = await db.LedgerEntries.Where(e => places.Contains(e.Index!.Value)).Select(e => e.Id).ToListAsync(ct);
        await PrintAsync("a proof", ids, async id => (await log.ProveAsync(id, ct))!.Checkpoint!.Length);
        await PrintAsync("a tile of hashes", places, async place => (await log.TileAsync(Tile(0, place), ct))!.Length);
        await PrintAsync("a bundle of entries", places, async place => (await log.TileAsync(Tile(null, place), ct))!.Length);

        TilePath Tile(int? level, long place) => new(level, place >> 8, TilePath.WidthAt(0, place >> 8, entries));

        async Task PrintAsync<T>(string what, IReadOnlyCollection<T> all, Func<T, Task<int>> look)
        {
            await look(all.First());
            var waits = new List<double>();
            foreach (var one in all)
            {
                var asked = Stopwatch.GetTimestamp();
                await look(one);
                waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            new Figure($"{what} of {entries} entries, p50", "ms", Figure.Quantile(waits, 0.5)).Print();
            new Figure($"{what} of {entries} entries, p99", "ms", Figure.Quantile(waits, 0.99)).Print();
        }
    }

    /// <summary>Entries as use cases leave them, waiting.</summary>
    private static byte[][] Fill(string connectionString, int entries)
    {
        var leaves = new byte[entries][];
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var insert = connection.CreateCommand();
        insert.CommandText = """INSERT INTO "LedgerEntries" ("Id", "Subject", "Record", "Leaf") VALUES ($id, 'w-1', $record, $leaf)""";
        foreach (var name in new[] { "$id", "$record", "$leaf" }) insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        var record = new string('r', 400);
        for (var at = 0; at < entries;)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var end = Math.Min(entries, at + 50_000); at < end; at++)
            {
                var leaf = Commitment.Leaf(RandomNumberGenerator.GetBytes(32));
                leaves[at] = Encoding.UTF8.GetBytes(leaf);
                (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value) = (Guid.CreateVersion7(), record, leaf);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return leaves;
    }
}
