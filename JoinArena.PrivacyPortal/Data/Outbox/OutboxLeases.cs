using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Reads due jobs and changes them. Every change takes effect only while the job is open and still has the fence that
/// the node knows, so a node whose lease has passed to another changes nothing.
/// </summary>
internal sealed class OutboxLeases(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int BatchSize = 50;

    public async Task<List<DueMessage>> ListDueAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await QueryDue(db, now)
            .Select(m => new DueMessage(m.Id, m.Kind, m.Payload ?? "null", m.Tries, m.Fence, m.DueSince))
            .ToListAsync(ct);
    }

    /// <summary>The first jobs that are due, in the order in which they are taken.</summary>
    internal static IQueryable<OutboxMessage> QueryDue(PortalDbContext db, DateTimeOffset now) =>
        db
            .Outbox.Where(m =>
                m.DoneAt == null
                && m.GivenUpAt == null
                && m.DueAt <= now
                && (m.LeasedUntil == null || m.LeasedUntil <= now)
            )
            .OrderBy(m => m.DueAt)
            .ThenBy(m => m.Id)
            .Take(BatchSize);

    /// <summary>Marks jobs done and leases others, in one transaction.</summary>
    /// <param name="done">Jobs that are done, under this node's lease.</param>
    /// <param name="next">Jobs to lease, as they were listed.</param>
    /// <param name="ct">Cancels it all.</param>
    /// <returns>The jobs under this node's lease, without those that another node has leased.</returns>
    public async Task<IReadOnlyList<DueMessage>> CompleteAndLeaseAsync(
        IReadOnlyList<DueMessage> done,
        IReadOnlyList<DueMessage> next,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        List<DueMessage> leased = [];
        // All nodes lock rows in one order, so that none waits for another in a circle.
        foreach (var job in done.Concat(next).OrderBy(j => j.Id))
        {
            if (done.Contains(job))
                await MarkDoneAsync(db, job, ct);
            else if (await TryLeaseAsync(db, job, ct) is { } own)
                leased.Add(own);
        }

        await write.CommitAsync(ct);
        return leased;
    }

    /// <summary>Marks the job done and removes its payload, which may hold personal data.</summary>
    private async Task MarkDoneAsync(PortalDbContext db, DueMessage job, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await QueryOpen(db, job)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(m => m.DoneAt, now)
                        .SetProperty(m => m.Payload, (string?)null)
                        .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null),
                ct
            );
    }

    private async Task<DueMessage?> TryLeaseAsync(PortalDbContext db, DueMessage job, CancellationToken ct)
    {
        var until = clock.GetInstant() + OutboxDispatchJob.Lease;
        var fence = job.Fence + 1;
        var rows = await QueryOpen(db, job)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Fence, fence), ct);
        return rows == 1 ? job with { Fence = fence } : null;
    }

    /// <summary>Makes the job due again later.</summary>
    public Task PostponeAsync(DueMessage job, int tries, string fault, DateTimeOffset dueAt, CancellationToken ct) =>
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
        DueMessage job,
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
    private async Task ChangeAsync(
        DueMessage job,
        Func<IQueryable<OutboxMessage>, Task<int>> change,
        CancellationToken ct,
        Func<PortalDbContext, Task>? with = null
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var rows = await change(QueryOpen(db, job));
        if (rows == 1 && with is not null)
        {
            await with(db);
            await db.SaveChangesAsync(ct);
        }

        await write.CommitAsync(ct);
    }

    private static IQueryable<OutboxMessage> QueryOpen(PortalDbContext db, DueMessage job) =>
        db.Outbox.Where(m => m.Id == job.Id && m.Fence == job.Fence && m.DoneAt == null && m.GivenUpAt == null);
}
