using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Deletes jobs that were done long ago, a few at a time, so that writers never wait long. Jobs that were given up stay
/// until a person has looked at them.
/// </summary>
public sealed class OutboxCleanupJob(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IBackgroundJob
{
    /// <summary>How long a job is kept after it was done.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>
    /// A job about a page of the team is kept longer than any deletion request runs: that an email about it was handed
    /// over counts as the confirmation of its receipt.
    /// </summary>
    public static readonly TimeSpan KeptForWithPage = TimeSpan.FromDays(400);

    private const int StepSize = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var last = Guid.Empty;
        while (await RunStepAsync(last, now, ct) is { } reached)
            last = reached;
    }

    /// <returns>The last job that was looked at; null if those after it are too young.</returns>
    private async Task<Guid?> RunStepAsync(Guid after, DateTimeOffset now, CancellationToken ct)
    {
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

        return jobs.Count == StepSize && jobs[^1].CreatedAt <= now - KeptFor ? jobs[^1].Id : null;
    }
}
