using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Lets only one process at a time extend the log, by a lease in the log's row. Each write checks the lease's fence, so
/// the writes of a process that was paused until its lease ran out have no effect. A process takes the lease when there
/// is work to do; the lease expires by itself.
/// </summary>
public sealed class LeaderLease(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(5);
    private readonly Guid _process = Guid.NewGuid();
    private bool _hasLed;

    /// <summary>Takes the lease, or extends it.</summary>
    /// <returns>The fence for this process's writes; null while another process holds the lease.</returns>
    public async Task<long?> AcquireAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetInstant();
        var until = now + s_duration;
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        var isMine = head.Leader == _process;
        if (isMine && head.LeasedUntil - now > s_duration / 2)
            return head.Fence;
        // A lease that seems to end later than a new one would was taken before the clock was set back, so it does not
        // count.
        if (!isMine && head.LeasedUntil > now && head.LeasedUntil <= until)
            return null;

        var fence = isMine ? head.Fence : head.Fence + 1;
        await using var write = await db.BeginWriteAsync(ct);
        var taken = await db
            .LogHead.Where(h => h.Fence == head.Fence && h.Leader == head.Leader)
            .ExecuteUpdateAsync(
                h =>
                    h.SetProperty(x => x.Leader, _process)
                        .SetProperty(x => x.LeasedUntil, until)
                        .SetProperty(x => x.Fence, fence),
                ct
            );
        await write.CommitAsync(ct);
        _hasLed |= taken == 1;
        return taken == 1 ? fence : null;
    }

    /// <summary>Ends the lease, so that another process can take it at once.</summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        if (!_hasLed)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .LogHead.Where(h => h.Leader == _process)
            .ExecuteUpdateAsync(h => h.SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), ct);
        await write.CommitAsync(ct);
    }
}
