using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// How far a round has come; what a crash between any two of them leaves is what the next round takes up.
/// </summary>
public enum LogStep
{
    /// <summary>Indices are written, not yet committed.</summary>
    Numbered,

    /// <summary>Indices are given for good.</summary>
    Sequenced,

    /// <summary>Tiles are written, not yet committed.</summary>
    Tiled,

    /// <summary>Tiles and head are there for good.</summary>
    Integrated,

    /// <summary>A checkpoint is signed, and nobody has seen it.</summary>
    Signed,

    /// <summary>It is kept apart.</summary>
    Kept,

    /// <summary>It is served.</summary>
    Published,
}

/// <summary>
/// Takes entries that are committed into the log: gives them indices, puts them into tiles, signs a checkpoint. Nothing
/// is held in memory between rounds:
/// whatever process takes up the log, after whatever end of the one before, goes on from its rows.
/// </summary>
public sealed class Sequencer(
    IDbContextFactory<PortalDbContext> contexts,
    LeaderLease lead,
    CheckpointPublisher publisher,
    LogHealth condition,
    TimeProvider clock
)
{
    /// <summary>
    /// Entries among which the order is left to chance, so that an index says nothing about when an entry came.
    /// </summary>
    private const int Batch = 256;

    /// <summary>
    /// Entries that are numbered in one transaction. On SQLite everything else that writes waits meanwhile: about 20
    /// ms.
    /// </summary>
    private const int Round = 16 * Batch;

    /// <summary>
    /// Rows of waiting entries that are looked at for a round. One row has what one transaction left: often one entry,
    /// up to some hundreds.
    /// </summary>
    private const int MostRows = 1024;

    /// <summary>Entries that are put into tiles in one transaction.</summary>
    private const int Chunk = 128 * Batch;

    /// <summary>Told of each step; tests end the world here.</summary>
    internal Func<LogStep, Task>? OnStepReached { get; init; }

    /// <summary>Does one round.</summary>
    /// <returns>Whether there is more to do at once.</returns>
    public async Task<bool> RunRoundAsync(CancellationToken ct)
    {
        if (!await publisher.CanContinueAsync(ct))
            return false;
        var (todo, entries) = await LookAsync(ct);
        if (!todo || await lead.AcquireAsync(ct) is not { } fence)
            return false;

        try
        {
            var numbered = entries;
            // Many at once are put into tiles together; on disk that costs as much as a few.
            for (var rounds = 0; numbered && rounds < Chunk / Round; rounds++)
                numbered = await SequenceAsync(fence, ct);
            var grown = await IntegrateAsync(fence, ct);
            await publisher.PublishCheckpointAsync(numbered || grown, OnStepReached ?? (_ => Task.CompletedTask), ct);
            return numbered || grown;
        }
        catch (LeaseLostException)
        {
            return false;
        }
        catch (DamagedLogException damage)
        {
            condition.Halt(HaltReason.Damaged, damage.Message);
            throw;
        }
    }

    private async Task<(bool Todo, bool Entries)> LookAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.PendingEntries.AnyAsync(ct))
            return (true, true);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        return (head.Size < head.Sequenced || await publisher.IsCheckpointDueAsync(db, head, ct), false);
    }

    private async Task<bool> SequenceAsync(long fence, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        // First in, first out, but for the chance within a batch.
        var waiting = await db
            .PendingEntries.OrderBy(w => w.Number)
            .Take(MostRows)
            .Select(w => new { w.Number, Entries = w.Ids.Length / 16 })
            .ToListAsync(ct);
        var full = 0;
        long[] rows = [.. waiting.TakeWhile(w => (full += w.Entries) - w.Entries < Round).Select(w => w.Number)];
        Guid[] entries =
        [
            .. (
                await db
                    .PendingEntries.AsNoTracking()
                    .Where(w => rows.Contains(w.Number))
                    .OrderBy(w => w.Number)
                    .ToListAsync(ct)
            ).SelectMany(w => w.GetEntryIds()),
        ];
        for (var at = 0; at < entries.Length; at += Batch)
            RandomNumberGenerator.Shuffle(entries.AsSpan(at, Math.Min(Batch, entries.Length - at)));

        await using (var write = await BeginAsync(db, ct))
        {
            var moved = await db
                .LogHead.Where(h => h.Fence == fence && h.Sequenced == head.Sequenced)
                .ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequenced, head.Sequenced + entries.Length), ct);
            if (
                moved != 1
                || await db.PendingEntries.Where(w => rows.Contains(w.Number)).ExecuteDeleteAsync(ct) != rows.Length
            )
            {
                throw new LeaseLostException();
            }

            if (await db.InsertLeavesAsync(head.Sequenced, entries, ct) != entries.Length)
                throw new DamagedLogException(head.Sequenced, "an entry that waited for its place is gone");
            await ReachedAsync(LogStep.Numbered);
            await write.CommitAsync(ct);
        }

        await ReachedAsync(LogStep.Sequenced);
        return rows.Length < waiting.Count || waiting.Count == MostRows;
    }

    private async Task<bool> IntegrateAsync(long fence, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        var end = Math.Min(head.Sequenced, head.Size + Chunk);
        if (end == head.Size)
            return false;

        var leaves = await HashedAsync(db, head.Size, end, ct);
        var tiles = TileAppender.Resume(
            head.Size,
            await db.ReadTilesAsync(TileAppender.GetPartialTiles(head.Size), ct)
        );
        if (tiles.Root != TreeHash.From(head.Root))
        {
            throw new DamagedLogException(
                Math.Max(0, head.Size - 1),
                "the tiles do not lead to the root that was recorded"
            );
        }

        var written = tiles.AppendLeaves(leaves);

        var (root, now) = (tiles.Root.ToArray(), clock.GetInstant());
        await using (var write = await BeginAsync(db, ct))
        {
            var moved = await db
                .LogHead.Where(h => h.Fence == fence && h.Size == head.Size && h.Root == head.Root)
                .ExecuteUpdateAsync(
                    h =>
                        h.SetProperty(x => x.Size, end)
                            .SetProperty(x => x.Root, root)
                            .SetProperty(x => x.IntegratedAt, now),
                    ct
                );
            if (moved != 1)
                throw new LeaseLostException();
            await db.WriteTilesAsync(written, ct);
            await ReachedAsync(LogStep.Tiled);
            await write.CommitAsync(ct);
        }

        await ReachedAsync(LogStep.Integrated);
        return end < head.Sequenced;
    }

    /// <summary>The hashes of entries; while some are hashed, the next are read.</summary>
    private static async Task<TreeHash[]> HashedAsync(PortalDbContext db, long first, long end, CancellationToken ct)
    {
        var hashing = new List<Task<TreeHash[]>>();
        for (var at = first; at < end; at += Round)
        {
            var leaves = await db.ReadLeavesAsync(at, Math.Min(end, at + Round), ct);
            hashing.Add(Task.Run(() => TileAppender.HashLeaves(leaves), ct));
        }

        return [.. (await Task.WhenAll(hashing)).SelectMany(hashes => hashes)];
    }

    private static async Task<WriteTransaction> BeginAsync(PortalDbContext db, CancellationToken ct)
    {
        var write = await db.BeginWriteAsync(ct);
        // On PostgreSQL others stand aside before they touch a row; it ends with the transaction, however that ends.
        if (
            !db.Database.IsNpgsql()
            || await db
                .Database.SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock({LockId}) AS "Value" """)
                .SingleAsync(ct)
        )
        {
            return write;
        }

        await write.DisposeAsync();
        throw new LeaseLostException();
    }

    private const long LockId = 0x6A70702D6C6F67;

    private Task ReachedAsync(LogStep step) => OnStepReached?.Invoke(step) ?? Task.CompletedTask;
}
