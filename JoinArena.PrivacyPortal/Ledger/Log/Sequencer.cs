using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Puts committed entries into the log: gives them indices, adds them to the tiles and signs a checkpoint. Nothing is
/// kept in memory between rounds, so any process can continue from the rows, however the process before it ended.
/// </summary>
public sealed class Sequencer(
    IDbContextFactory<PortalDbContext> contexts,
    LeaderLease lease,
    CheckpointPublisher publisher,
    LogHealth health,
    TimeProvider clock
)
{
    /// <summary>
    /// How many entries are shuffled together, so that an index does not show when its entry was written.
    /// </summary>
    private const int Batch = 256;

    /// <summary>
    /// How many entries get their index in one transaction. On SQLite all other writers wait for it, for about 20 ms.
    /// </summary>
    private const int Round = 16 * Batch;

    /// <summary>
    /// How many rows of pending entries are read for a round. A row has the entries of one transaction: often one, at
    /// most some hundreds.
    /// </summary>
    private const int MaxRows = 1024;

    /// <summary>How many entries are added to the tiles in one transaction.</summary>
    private const int Chunk = 128 * Batch;

    /// <summary>Called after each step; tests stop the process here.</summary>
    internal Func<LogStep, Task>? OnStepReached { get; init; }

    /// <summary>Runs one round.</summary>
    /// <returns>Whether there is more to do at once.</returns>
    public async Task<bool> RunRoundAsync(CancellationToken ct)
    {
        if (!await publisher.CanContinueAsync(ct))
            return false;
        var (hasWork, hasEntries) = await FindWorkAsync(ct);
        if (!hasWork || await lease.AcquireAsync(ct) is not { } fence)
            return false;

        try
        {
            var hasMore = hasEntries;
            // The entries of several rounds are integrated together: writing many costs about as much as writing a few.
            for (var rounds = 0; hasMore && rounds < Chunk / Round; rounds++)
                hasMore = await SequenceAsync(fence, ct);
            var grown = await IntegrateAsync(fence, ct);
            await publisher.PublishCheckpointAsync(hasMore || grown, OnStepReached ?? (_ => Task.CompletedTask), ct);
            return hasMore || grown;
        }
        catch (LeaseLostException)
        {
            return false;
        }
        catch (DamagedLogException damage)
        {
            health.Halt(HaltReason.Damaged, damage.Message);
            throw;
        }
    }

    private async Task<(bool HasWork, bool HasEntries)> FindWorkAsync(CancellationToken ct)
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
        // First in, first out, except for the random order within a batch.
        var pending = await db
            .PendingEntries.OrderBy(w => w.Number)
            .Take(MaxRows)
            .Select(w => new PendingRow(w.Number, w.Ids.Length / EntryIds.Length))
            .ToListAsync(ct);
        var rows = SelectRound(pending);
        var leaves = await ReadLeavesAsync(db, rows, ct);
        for (var at = 0; at < leaves.Length; at += Batch)
            RandomNumberGenerator.Shuffle(leaves.AsSpan(at, Math.Min(Batch, leaves.Length - at)));

        await using (var write = await BeginAsync(db, ct))
        {
            var moved = await db
                .LogHead.Where(h => h.Fence == fence && h.Sequenced == head.Sequenced)
                .ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequenced, head.Sequenced + leaves.Length), ct);
            if (
                moved != 1
                || await db.PendingEntries.Where(w => rows.Contains(w.Number)).ExecuteDeleteAsync(ct) != rows.Length
            )
            {
                throw new LeaseLostException();
            }

            if (await db.CountEntriesAsync([.. leaves.Select(l => l.EntryId)], ct) != leaves.Length)
                throw new DamagedLogException(head.Sequenced, "a pending entry no longer exists");
            await db.AppendLeavesAsync(head.Sequenced, leaves, ct);
            await ReachedAsync(LogStep.Numbered);
            await write.CommitAsync(ct);
        }

        await ReachedAsync(LogStep.Sequenced);
        return rows.Length < pending.Count || pending.Count == MaxRows;
    }

    /// <summary>The numbers of the first rows that together fill a round; the last row may exceed it.</summary>
    private static long[] SelectRound(IEnumerable<PendingRow> pending)
    {
        var rows = new List<long>();
        var entries = 0;
        foreach (var row in pending)
        {
            if (entries >= Round)
                break;
            rows.Add(row.Number);
            entries += row.Entries;
        }

        return [.. rows];
    }

    private static async Task<WaitingLeaf[]> ReadLeavesAsync(PortalDbContext db, long[] rows, CancellationToken ct)
    {
        var pending = await db
            .PendingEntries.AsNoTracking()
            .Where(w => rows.Contains(w.Number))
            .OrderBy(w => w.Number)
            .ToListAsync(ct);
        return [.. pending.SelectMany(w => w.ReadLeaves())];
    }

    private async Task<bool> IntegrateAsync(long fence, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        var end = Math.Min(head.Sequenced, head.Size + Chunk);
        if (end == head.Size)
            return false;

        var leaves = await HashLeavesAsync(db, head.Size, end, ct);
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

        var root = tiles.Root.ToArray();
        var now = clock.GetInstant();
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

    /// <summary>The hashes of entries. While some are hashed, the next ones are read.</summary>
    private static async Task<TreeHash[]> HashLeavesAsync(
        PortalDbContext db,
        long first,
        long end,
        CancellationToken ct
    )
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
        // On PostgreSQL, an advisory lock keeps the other processes away from the rows until this transaction ends.
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

    private sealed record PendingRow(long Number, int Entries);
}
