using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Records a party's answer to a task also for the tasks of other requests that follow it.</summary>
internal sealed class FollowedAnswerStep(
    DueTaskRunner tasks,
    IDbContextFactory<PortalDbContext> contexts,
    RequestProgressService progress
) : IFollowUpStep
{
    public async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (followerId, answered) in await FindAsync(ct))
        {
            if (!KebabCase.TryParse<TaskOutcome>(KebabCase.ToKebabCase(answered.State), out var outcome))
                continue;
            var report = new OutcomeReport(outcome, answered.Ground, answered.Until, answered.Note);
            await tasks.GuardAsync(followerId, () => progress.RecordAsync(followerId, report, Actor.Portal, ct), ct);
        }
    }

    private async Task<List<(Guid FollowerId, ErasureTask Answered)>> FindAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .ErasureTasks.AsNoTracking()
            .Where(t => t.State == TaskState.Pending || t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
            .Join(
                db.ErasureTasks.Where(f => f.NotifiedAt != null && f.EndedAt != null),
                t => t.FollowsTaskId,
                f => f.Id,
                (t, f) => new { Follower = t.Id, Followed = f }
            )
            .OrderBy(o => o.Follower)
            .Take(DueTaskRunner.BatchSize)
            .ToListAsync(ct);
        return [.. found.Select(f => (f.Follower, f.Followed))];
    }
}
