using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>Each entry gets into the log once, in one order.</summary>
public abstract class SequencerTests(TestDatabase database)
{
    [Fact]
    public async Task An_empty_log_has_a_checkpoint_too()
    {
        using var bench = await new LogFixture(database).ClearAsync();

        await bench.StartProcess().RunAsync();

        (await bench.AuditAsync()).ShouldBe(new("portal.example/ledger", 0, TreeHash.Empty));
    }

    [Fact]
    public async Task A_committed_entry_is_published_and_can_be_proved()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var ids = await bench.AppendAsync(700);
        (await bench.Log.FindEntryStatusAsync(ids[0], CancellationToken.None)).ShouldBe(new(EntryState.Pending, null));

        await bench.StartProcess().RunAsync();

        (await bench.AuditAsync()).Size.ShouldBe(700);
        foreach (var id in ids.Where((_, i) => i % 50 == 0))
        {
            var proof = (await bench.Log.ProveInclusionAsync(id, CancellationToken.None)).ShouldNotBeNull();
            proof.Status.State.ShouldBe(EntryState.Published);
            var checkpoint = Checkpoint.Open(proof.Checkpoint!, bench.Key.Verifier).Value!;
            Proof
                .VerifyInclusion(
                    proof.Status.Index!.Value,
                    checkpoint.Size,
                    TreeHash.HashLeaf(await LeafAsync(id)),
                    proof.Hashes,
                    checkpoint.Root
                )
                .ShouldBeNull();
        }

        (await bench.Log.ProveInclusionAsync(Guid.NewGuid(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Entries_are_sequenced_once_each_and_in_order_but_for_their_shuffled_batches()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var ids = new List<Guid>();
        foreach (var (many, times) in new[] { (500, 10), (1, 30), (4200, 1), (7, 3) })
        {
            for (var i = 0; i < times; i++)
                ids.AddRange(await bench.AppendAsync(many, together: true));
        }

        (await bench.Log.GetStatusAsync(CancellationToken.None)).Pending.ShouldBe(ids.Count);

        await bench.StartProcess().RunAsync();

        await using var db = database.Contexts.CreateDbContext();
        var places = (await db.ReadLogAsync()).ToDictionary(l => l.EntryId, l => l.Index);
        places.Values.Order().ShouldBe(Enumerable.Range(0, ids.Count).Select(i => (long)i));
        ids.Select((id, i) => Math.Abs(places[id] - i)).Max().ShouldBeLessThan(256);
        (await bench.AuditAsync()).Size.ShouldBe(ids.Count);
        (await bench.Log.GetStatusAsync(CancellationToken.None)).ShouldBe(
            new(0, 0, 0, ids.Count, bench.Clock.GetUtcNow(), null)
        );
    }

    [Fact]
    public async Task An_index_does_not_reveal_when_within_its_batch_an_entry_came()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var first = await bench.AppendAsync(256);
        var ids = first.Concat(await bench.AppendAsync(344)).ToList();

        await bench.StartProcess().RunAsync();

        await using var db = database.Contexts.CreateDbContext();
        var indices = (await db.ReadLogAsync()).ToDictionary(l => l.EntryId, l => l.Index);
        indices.Values.Order().ShouldBe(Enumerable.Range(0, 600).Select(i => (long)i));
        ids.Select(id => indices[id]).ShouldNotBe(indices.Values.Order());
        // Between batches the order is first in, first out, so no entry waits forever.
        first.Max(id => indices[id]).ShouldBe(255);
    }

    [Fact]
    public async Task Every_tile_of_the_published_log_is_served_in_every_width_and_no_other()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var process = bench.StartProcess();
        foreach (var size in new[] { 3, 5, 300 })
        {
            await bench.AppendAsync(size - (int)(await PublishedAsync(bench)));
            await process.RunAsync();
        }

        foreach (
            var (path, width) in new[]
            {
                ("0/000.p/3", 3),
                ("0/000.p/4", 4),
                ("0/000.p/5", 5),
                ("0/000.p/255", 255),
                ("0/000", 256),
                ("0/001.p/43", 43),
                ("0/001.p/44", 44),
                ("1/000.p/1", 1),
            }
        )
        {
            (await TileAsync(bench, path)).ShouldNotBeNull(path).Length.ShouldBe(width * 32);
        }

        (await TileAsync(bench, "0/000"))![..96].ShouldBe(await TileAsync(bench, "0/000.p/3"));
        foreach (
            var path in new[]
            {
                "0/001",
                "0/001.p/45",
                "0/002.p/1",
                "1/000",
                "2/000.p/1",
                "entries/001",
                "entries/001.p/45",
            }
        )
        {
            (await TileAsync(bench, path)).ShouldBeNull(path);
        }

        EntryBundle.Parse((await TileAsync(bench, "entries/001.p/44"))!, 44).IsSuccess.ShouldBeTrue();
        EntryBundle.Parse((await TileAsync(bench, "entries/000.p/4"))!, 4).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_later_checkpoint_continues_an_earlier_one()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var process = bench.StartProcess();
        string? earlier = null;
        foreach (var more in new[] { 1, 255, 300, 17 })
        {
            await bench.AppendAsync(more);
            await process.RunAsync();
            var now = await bench.AuditAsync(earlier);
            if (earlier is not null && Checkpoint.Open(earlier, bench.Key.Verifier).Value is { } old)
            {
                Proof
                    .VerifyConsistency(
                        old.Size,
                        now.Size,
                        old.Root,
                        now.Root,
                        await bench.Log.ProveConsistencyAsync(old.Size, now.Size, CancellationToken.None)
                    )
                    .ShouldBeNull();
            }

            earlier = await bench.ReadCheckpointAsync();
            bench.LastCheckpoint.Read().ShouldBe(earlier);
        }
    }

    private static async Task<long> PublishedAsync(LogFixture bench) =>
        (await bench.Log.GetStatusAsync(CancellationToken.None)).Published;

    private static Task<byte[]?> TileAsync(LogFixture bench, string path) =>
        bench.Log.ReadTileAsync(
            TilePath.TryParse(path, out var tile) ? tile : throw new ArgumentException("No tile.", nameof(path)),
            CancellationToken.None
        );

    private async Task<byte[]> LeafAsync(Guid id)
    {
        await using var db = database.Contexts.CreateDbContext();
        return System.Text.Encoding.UTF8.GetBytes(await db.ReadLeafAsync(id));
    }

    public sealed class OnSqlite(SqliteDatabase database) : SequencerTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : SequencerTests(database),
            IClassFixture<PostgresDatabase>;
}
