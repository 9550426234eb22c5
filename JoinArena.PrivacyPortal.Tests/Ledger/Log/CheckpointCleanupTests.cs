using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

public abstract class CheckpointCleanupTests(TestDatabase database)
{
    private static readonly DateTimeOffset s_now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Of_checkpoints_of_long_ago_the_last_of_each_day_stays()
    {
        await ClearAsync();
        var old = s_now - CheckpointCleanupJob.KeptFor;
        await AddAsync(1, 1_200, old.AddDays(-2));
        await AddAsync(2_001, 5, old.AddDays(-1));
        await AddAsync(3_001, 2, old.AddSeconds(-1));
        await AddAsync(4_001, 3, old);

        var clock = new FakeTimeProvider(s_now);
        var job = new CheckpointCleanupJob(database.Contexts, clock);
        await job.RunAsync(CancellationToken.None);

        // Those of the last day have younger ones after them on the same day.
        (await ListSizesAsync()).ShouldBe([1_200, 2_005, 4_001, 4_002, 4_003]);

        clock.Advance(TimeSpan.FromDays(1));
        await job.RunAsync(CancellationToken.None);
        (await ListSizesAsync()).ShouldBe([1_200, 2_005, 4_003]);
    }

    [Fact]
    public async Task The_published_checkpoint_and_the_tiles_it_needs_stay_however_old_they_are()
    {
        using var bench = await LogFixture.PublishAsync(database, 20);
        var clock = new FakeTimeProvider(bench.Clock.GetUtcNow().AddYears(3));
        var note = await bench.Log.ReadCheckpointAsync(default);

        await new CheckpointCleanupJob(database.Contexts, clock).RunAsync(CancellationToken.None);

        (await bench.Log.ReadCheckpointAsync(default)).ShouldBe(note);
        foreach (var tile in TilePath.ListGrown(0, 20))
            (await bench.Log.ReadTileAsync(tile, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_kept_a_checkpoint_that_was_deleted_can_still_compare_it_with_the_log()
    {
        using var bench = await LogFixture.PublishAsync(database, 5);
        var kept = await bench.Log.ReadCheckpointAsync(default);
        await bench.AppendAsync(15);
        await bench.StartProcess().RunAsync();
        var clock = new FakeTimeProvider(bench.Clock.GetUtcNow().AddYears(1));

        await new CheckpointCleanupJob(database.Contexts, clock).RunAsync(CancellationToken.None);

        (await ListSizesAsync()).ShouldBe([20]);
        TilePath.TryParse("0/000.p/5", out var tile).ShouldBeTrue();
        (await bench.Log.ReadTileAsync(tile, default)).ShouldNotBeNull().Length.ShouldBe(5 * 32);
        var earlier = Checkpoint.Open(kept!, bench.Key.Verifier).Value!;
        var later = Checkpoint.Open((await bench.Log.ReadCheckpointAsync(default))!, bench.Key.Verifier).Value!;
        var proof = await bench.Log.ProveConsistencyAsync(earlier.Size, later.Size, default);
        Proof.VerifyConsistency(earlier.Size, later.Size, earlier.Root, later.Root, proof).ShouldBeNull();
    }

    private async Task ClearAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.SignedCheckpoints.ExecuteDeleteAsync();
    }

    private async Task AddAsync(long first, int count, DateTimeOffset at)
    {
        await using var db = database.Contexts.CreateDbContext();
        for (var i = 0; i < count; i++)
        {
            db.SignedCheckpoints.Add(
                new()
                {
                    Size = first + i,
                    SignedAt = at,
                    Note = "note",
                }
            );
        }

        await db.SaveChangesAsync();
    }

    private async Task<List<long>> ListSizesAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.SignedCheckpoints.OrderBy(c => c.Size).Select(c => c.Size).ToListAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : CheckpointCleanupTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : CheckpointCleanupTests(database),
            IClassFixture<PostgresDatabase>;
}
