using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>Jobs that were given up, for the person who must look at them.</summary>
public sealed class DeadLetterQueue(
    IDbContextFactory<PortalDbContext> contexts,
    IEnumerable<IOutboxHandler> handlers,
    TimeProvider clock
)
{
    /// <summary>How many jobs are given up.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Outbox.CountAsync(m => m.GivenUpAt != null, ct);
    }

    /// <summary>Makes a given-up job due again, under the same id and with a new retry schedule.</summary>
    /// <returns>False if the job is not given up.</returns>
    public async Task<bool> ReplayAsync(Guid job, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await ReplayAsync(db, job, ct))
            return false;
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return true;
    }

    /// <inheritdoc cref="ReplayAsync(Guid, CancellationToken)"/>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="job">The job's id.</param>
    public async Task<bool> ReplayAsync(PortalDbContext db, Guid job, CancellationToken ct)
    {
        var now = clock.GetInstant();
        if (
            await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == job && m.GivenUpAt != null, ct)
            is not { } found
        )
        {
            return false;
        }

        var taken = await db
            .Outbox.Where(m => m.Id == job && m.GivenUpAt != null)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(m => m.GivenUpAt, (DateTimeOffset?)null)
                        .SetProperty(m => m.Tries, 0)
                        .SetProperty(m => m.DueAt, now)
                        .SetProperty(m => m.DueSince, now),
                ct
            );
        if (taken == 0)
            return false;
        if (handlers.FirstOrDefault(h => h.Kind == found.Kind) is { } handler)
            await handler.OnReplayedAsync(db, job, found.Payload ?? "null", ct);
        return true;
    }
}
