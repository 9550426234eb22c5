using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Reads due jobs and changes them. Every change takes effect only while the job is open and still has the fence that
/// the node knows, so a node whose lease has passed to another changes nothing.
/// </summary>
internal sealed class OutboxLeases(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int BatchSize = 50;

    public async Task<List<OutboxJob>> ListDueAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .Outbox.Where(m =>
                m.DoneAt == null
                && m.GivenUpAt == null
                && m.DueAt <= now
                && (m.LeasedUntil == null || m.LeasedUntil <= now)
            )
            .OrderBy(m => m.DueAt)
            .ThenBy(m => m.Id)
            .Take(BatchSize)
            .Select(m => new OutboxJob(m.Id, m.Kind, m.Payload ?? "null", m.Tries, m.Fence, m.DueSince))
            .ToListAsync(ct);
    }

    /// <returns>The job under this node's lease; null if another node has leased it.</returns>
    public async Task<OutboxJob?> TryLeaseAsync(OutboxJob job, CancellationToken ct)
    {
        var until = clock.GetInstant() + OutboxDispatchJob.Lease;
        var fence = job.Fence + 1;
        var isLeased = await ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Fence, fence),
                    ct
                ),
            ct
        );
        return isLeased ? job with { Fence = fence } : null;
    }

    /// <summary>Marks the job done and removes its payload, which may hold personal data.</summary>
    public Task MarkDoneAsync(OutboxJob job, CancellationToken ct)
    {
        var now = clock.GetInstant();
        return ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(m => m.DoneAt, now)
                            .SetProperty(m => m.Payload, (string?)null)
                            .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null),
                    ct
                ),
            ct
        );
    }

    /// <summary>Makes the job due again later.</summary>
    public Task PostponeAsync(OutboxJob job, int tries, string fault, DateTimeOffset dueAt, CancellationToken ct) =>
        ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(m => m.Tries, tries)
                            .SetProperty(m => m.LastFault, fault)
                            .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                            .SetProperty(m => m.DueAt, dueAt),
                    ct
                ),
            ct
        );

    /// <summary>Gives the job up, and in the same transaction does what that means for its owner.</summary>
    public Task GiveUpAsync(
        OutboxJob job,
        string fault,
        DateTimeOffset now,
        Func<PortalDbContext, Task> onGivenUp,
        CancellationToken ct
    ) =>
        ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(m => m.Tries, job.Tries + 1)
                            .SetProperty(m => m.LastFault, fault)
                            .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                            .SetProperty(m => m.GivenUpAt, now),
                    ct
                ),
            ct,
            onGivenUp
        );

    /// <param name="job">The job, with the fence that this node knows.</param>
    /// <param name="change">Updates the job's row.</param>
    /// <param name="with">What else changes in the same transaction, if the row was changed.</param>
    /// <returns>Whether the job was still open under that fence.</returns>
    private async Task<bool> ChangeAsync(
        OutboxJob job,
        Func<IQueryable<OutboxMessage>, Task<int>> change,
        CancellationToken ct,
        Func<PortalDbContext, Task>? with = null
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var rows = await change(
            db.Outbox.Where(m => m.Id == job.Id && m.Fence == job.Fence && m.DoneAt == null && m.GivenUpAt == null)
        );
        if (rows == 1 && with is not null)
        {
            await with(db);
            await db.SaveChangesAsync(ct);
        }

        await write.CommitAsync(ct);
        return rows == 1;
    }
}
