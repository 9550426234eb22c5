using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// Deletes signed checkpoints of long ago, except for the last of each day, a few at a time. A portal that hears of an
/// event now and then signs one for each of them. Whoever kept one that was deleted can still compare it with the log:
/// tiles of every size up to the published one are served.
/// </summary>
public sealed class CheckpointCleanupJob(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
    : IBackgroundJob
{
    /// <summary>How long every checkpoint is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const int StepSize = 500;

    // Where this node's last run ended. It only saves reading: a restart, or another node, begins with the first, and
    // deletes nothing that should stay.
    private long _reached = -1;

    public async Task RunAsync(CancellationToken ct)
    {
        var oldest = clock.GetInstant() - KeptFor;
        while (await RunStepAsync(oldest, ct))
            ct.ThrowIfCancellationRequested();
    }

    /// <returns>Whether there may be more old checkpoints.</returns>
    private async Task<bool> RunStepAsync(DateTimeOffset oldest, CancellationToken ct)
    {
        var after = _reached;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var checkpoints = await db
            .SignedCheckpoints.Where(c => c.Size > after)
            .OrderBy(c => c.Size)
            .Take(StepSize)
            .Select(c => new { c.Size, c.SignedAt })
            .ToListAsync(ct);
        // Each is compared with the one after it, so the latest of all always stays.
        var old = checkpoints
            .Zip(checkpoints.Skip(1), (checkpoint, next) => (Checkpoint: checkpoint, Next: next))
            .TakeWhile(pair => pair.Checkpoint.SignedAt < oldest)
            .ToList();
        if (old.Count == 0)
            return false;
        var deleted = old.Where(pair =>
                pair.Checkpoint.SignedAt.UtcDateTime.Date == pair.Next.SignedAt.UtcDateTime.Date
            )
            .Select(pair => pair.Checkpoint.Size)
            .ToList();
        if (deleted.Count > 0)
        {
            await using var write = await db.BeginWriteAsync(ct);
            await db.SignedCheckpoints.Where(c => deleted.Contains(c.Size)).ExecuteDeleteAsync(ct);
            await write.CommitAsync(ct);
        }

        _reached = old[^1].Checkpoint.Size;
        return old.Count == StepSize - 1;
    }
}
