using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Deletes jobs that were done long ago, a few at a time, so that writers never wait long. Jobs that were given up stay
/// until a person has looked at them. Each run goes on where the last one ended; once a day, and after a start, it
/// begins with the first job again, because a job can be kept longer than those after it.
/// </summary>
public sealed class OutboxCleanupJob(
    IDbContextFactory<PortalDbContext> contexts,
    SetAsideRows setAside,
    TimeProvider clock
) : IBackgroundJob
{
    /// <summary>How long a job is kept after it was done.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>
    /// A job about a page of the team is kept longer than any deletion request runs: that an email about it was handed
    /// over counts as the confirmation of its receipt.
    /// </summary>
    public static readonly TimeSpan KeptForWithPage = TimeSpan.FromDays(400);

    private const int StepSize = 500;

    // Two runs never overlap on one node.
    private Guid _reached;
    private DateOnly _begunOn;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_begunOn != today)
        {
            _begunOn = today;
            _reached = Guid.Empty;
        }
        while (await RunStepAsync(now, ct))
            ct.ThrowIfCancellationRequested();
        await setAside.DeleteOldAsync(ct);
    }

    /// <returns>Whether there may be more old jobs.</returns>
    private async Task<bool> RunStepAsync(DateTimeOffset now, CancellationToken ct)
    {
        var after = _reached;
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Ids have the order in which jobs were made, so no index of its own is needed to find the old ones.
        var jobs = await db
            .Outbox.Where(m => m.Id.CompareTo(after) > 0)
            .OrderBy(m => m.Id)
            .Take(StepSize)
            .Select(m => new
            {
                m.Id,
                m.CreatedAt,
                m.DoneAt,
                HasPage = m.About != null,
            })
            .ToListAsync(ct);
        var old = jobs.Where(m => m.DoneAt <= now - (m.HasPage ? KeptForWithPage : KeptFor)).Select(m => m.Id).ToList();
        if (old.Count > 0)
        {
            await using var write = await db.BeginWriteAsync(ct);
            await db.Outbox.Where(m => old.Contains(m.Id)).ExecuteDeleteAsync(ct);
            await write.CommitAsync(ct);
        }

        // Younger jobs have their turn in a later run.
        var seen = jobs.FindLast(m => m.CreatedAt <= now - KeptFor);
        _reached = seen?.Id ?? after;
        return jobs.Count == StepSize && seen == jobs[^1];
    }
}
