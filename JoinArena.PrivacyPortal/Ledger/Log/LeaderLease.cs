using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// One process leads the log at a time, by a lease in the log's row. Its fence is what each write is made under, so
/// that one who was paused past its lease
/// finds its writes refused. It is taken when there is something to do, and runs out by itself.
/// </summary>
public sealed class LeaderLease(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(5);
    private readonly Guid _me = Guid.NewGuid();
    private bool _led;

    /// <summary>Takes the lead, or keeps it.</summary>
    /// <returns>The fence to write under; null while another process leads.</returns>
    public async Task<long?> AcquireAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (now, until) = (clock.GetInstant(), clock.GetInstant() + s_lease);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        var mine = head.Leader == _me;
        if (mine && head.LeasedUntil - now > s_lease / 2)
            return head.Fence;
        // No lease reaches further than its length: one that seems to was taken before the clock was set back.
        if (!mine && head.LeasedUntil > now && head.LeasedUntil <= until)
            return null;

        var fence = mine ? head.Fence : head.Fence + 1;
        await using var write = await db.BeginWriteAsync(ct);
        var taken = await db
            .LogHead.Where(h => h.Fence == head.Fence && h.Leader == head.Leader)
            .ExecuteUpdateAsync(
                h =>
                    h.SetProperty(x => x.Leader, _me)
                        .SetProperty(x => x.LeasedUntil, until)
                        .SetProperty(x => x.Fence, fence),
                ct
            );
        await write.CommitAsync(ct);
        _led |= taken == 1;
        return taken == 1 ? fence : null;
    }

    /// <summary>Lets the next process lead at once.</summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        if (!_led)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .LogHead.Where(h => h.Leader == _me)
            .ExecuteUpdateAsync(h => h.SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), ct);
        await write.CommitAsync(ct);
    }
}

/// <summary>Another process has taken the log further meanwhile: nothing was written.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException()
        : base("Another process leads the log now.") { }

    public LeaseLostException(string message)
        : base(message) { }

    public LeaseLostException(string message, Exception cause)
        : base(message, cause) { }
}
