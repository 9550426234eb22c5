using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Finds, from the tasks themselves, what is due after a party has been told: a reminder, a deadline that passed, what
/// was kept and may be kept no longer, and
/// the answers of tasks that follow another request's. Lost wake-ups lose nothing.
/// </summary>
public sealed class ErasureFollowUpJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    RequestProgressService outcomes,
    RequestEmails letters,
    DeadlineRules rules,
    TimeProvider clock,
    ILogger<ErasureFollowUpJob> log
) : IBackgroundJob
{
    private const int BatchSize = 200;

    /// <summary>A party that has not answered hears from us again after this long.</summary>
    internal static readonly TimeSpan BetweenReminders = TimeSpan.FromDays(7);

    /// <summary>And once more this long before the deadline.</summary>
    internal static readonly TimeSpan BeforeDeadline = TimeSpan.FromDays(3);

    private static readonly TimeSpan s_leastBetween = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var (today, soon) = (
            DateOnly.FromDateTime(now.UtcDateTime),
            DateOnly.FromDateTime((now + BeforeDeadline).UtcDateTime)
        );
        var (week, day) = (now - BetweenReminders, now - s_leastBetween);

        await EachAsync(
            t => t.State == TaskState.Retained && t.Until <= today,
            r => r.State == RequestState.PartlyCompleted || r.State == RequestState.InProgress,
            ReopenAsync,
            ct,
            unlessHeld: true
        );
        await EachAsync(
            t =>
                t.FollowsTaskId != null
                && (t.State == TaskState.Pending || t.State == TaskState.Sent || t.State == TaskState.Acknowledged),
            r => r.State == RequestState.InProgress,
            FollowAsync,
            ct
        );
        await AnswerFollowersAsync(ct);
        await EachAsync(
            t =>
                t.EscalatedAt == null
                && (
                    t.State == TaskState.Pending
                    || t.State == TaskState.Sent
                    || t.State == TaskState.Acknowledged
                    || t.State == TaskState.Failed
                ),
            r => r.State == RequestState.InProgress && r.DueBy < today,
            OverdueAsync,
            ct
        );
        // Each is looked at again when its turn has come: this is only what could be due.
        await EachAsync(
            t =>
                (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
                && t.FollowsTaskId == null
                && (t.Connector == ConnectorType.Webhook || t.Connector == ConnectorType.Email)
                && (t.RemindedAt ?? t.NotifiedAt) <= week,
            r => r.State == RequestState.InProgress,
            RemindAsync,
            ct
        );
        await EachAsync(
            t =>
                (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
                && t.FollowsTaskId == null
                && (t.Connector == ConnectorType.Webhook || t.Connector == ConnectorType.Email)
                && (t.RemindedAt ?? t.NotifiedAt) <= day,
            r => r.State == RequestState.InProgress && r.DueBy <= soon && r.DueBy >= today,
            RemindAsync,
            ct
        );
    }

    /// <summary>
    /// Whether a party that was last written to then is to be reminded now: every week until it answers, and within the
    /// last days before the deadline.
    /// </summary>
    internal static bool IsReminderDue(
        DateTimeOffset told,
        DateTimeOffset? reminded,
        DateOnly dueBy,
        DateTimeOffset now
    )
    {
        var last = reminded ?? told;
        if (now - last >= BetweenReminders)
            return true;
        var lastDays = new DateTimeOffset(dueBy, TimeOnly.MinValue, TimeSpan.Zero) - BeforeDeadline;
        return now >= lastDays && last < lastDays && now - last >= s_leastBetween;
    }

    private async Task<bool> ReopenAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // The last day is the authority's; and what is evidence now stays until its hold is lifted, when it is found
        // here again.
        if (
            task.State is not TaskState.Retained
            || task.Until is not { } until
            || until >= rules.ToLocalDay(request.Jurisdiction, now)
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return false;
        }

        request.Reopen(task, rules.ComputeDeadlines(request.Jurisdiction, now), now);
        Dispatch.EnqueueRequest(db, request, task, now);
        await letters.SendReopenedAsync(db, request, task, until, ct);
        return true;
    }

    private Task<bool> OverdueAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (
            task.EscalatedAt is not null
            || task.State.IsEnd
            || request.DueBy >= rules.ToLocalDay(request.Jurisdiction, now)
        )
        {
            return Task.FromResult(false);
        }

        request.MarkOverdue(task, now);
        return Task.FromResult(true);
    }

    private static Task<bool> RemindAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (
            task is not { State: TaskState.Sent or TaskState.Acknowledged, NotifiedAt: { } told }
            || !IsReminderDue(told, task.RemindedAt, request.DueBy!.Value, now)
        )
        {
            return Task.FromResult(false);
        }

        Dispatch.EnqueueReminder(db, request, task, now);
        return Task.FromResult(true);
    }

    /// <summary>
    /// What became of the task it follows becomes of it; when that came to nothing, the party is told for this one.
    /// </summary>
    private async Task<bool> FollowAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // The other request may have been erased meanwhile, its time being over.
        var followed = await db.ErasureTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == task.FollowsTaskId, ct);
        if (followed is { State.IsEnd: true, NotifiedAt: not null })
            return false;
        if (
            followed is null
            || followed.State.IsEnd
            || !await db.DeletionRequests.AnyAsync(
                r => r.Id == followed.RequestId && r.State == RequestState.InProgress,
                ct
            )
        )
        {
            request.DetachFromFollowedTask(task);
            Dispatch.EnqueueRequest(db, request, task, now);
        }
        else if (followed.State.IsNotified && task.State is TaskState.Pending)
        {
            request.MarkNotified(task, Actor.Portal, now);
        }
        else
        {
            return false;
        }

        return true;
    }

    private async Task EachAsync(
        Expression<Func<ErasureTask, bool>> due,
        Expression<Func<DeletionRequest, bool>> of,
        Func<PortalDbContext, DeletionRequest, ErasureTask, DateTimeOffset, CancellationToken, Task<bool>> act,
        CancellationToken ct,
        bool unlessHeld = false
    )
    {
        for (var (after, found) = (Guid.Empty, BatchSize); found == BatchSize; )
        {
            List<(Guid Task, Guid Request)> batch;
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                var holds = db.LegalHolds.Where(h => h.LiftedAt == null);
                batch =
                [
                    .. (
                        await db
                            .ErasureTasks.Where(t => t.Id > after)
                            .Where(due)
                            .Join(
                                db.DeletionRequests.Where(of),
                                t => t.RequestId,
                                r => r.Id,
                                (t, r) =>
                                    new
                                    {
                                        Task = t.Id,
                                        t.PartyId,
                                        Request = r.Id,
                                        r.WorkerId,
                                    }
                            )
                            .Where(f =>
                                !unlessHeld
                                || !holds.Any(h =>
                                    h.WorkerId == f.WorkerId && (h.PartyId == null || h.PartyId == f.PartyId)
                                )
                            )
                            .OrderBy(f => f.Task)
                            .Take(BatchSize)
                            .ToListAsync(ct)
                    ).Select(f => (f.Task, f.Request)),
                ];
            }

            foreach (var (task, request) in batch)
            {
                await GuardAsync(
                    task,
                    () => requests.ChangeAsync(request, (db, r) => ActAsync(db, r, task, act, ct), ct),
                    ct
                );
            }

            (after, found) = (batch.Count == 0 ? after : batch[^1].Task, batch.Count);
        }
    }

    private async Task GuardAsync(Guid task, Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // One that cannot be moved on now must not keep the others waiting; it is found again at the next sweep.
            log.LogError(fault, "Task {Task} could not be moved on.", task);
        }
    }

    private Task<bool> ActAsync(
        PortalDbContext db,
        DeletionRequest request,
        Guid taskId,
        Func<PortalDbContext, DeletionRequest, ErasureTask, DateTimeOffset, CancellationToken, Task<bool>> act,
        CancellationToken ct
    ) => act(db, request, request.Tasks.Single(t => t.Id == taskId), clock.GetInstant(), ct);

    private async Task AnswerFollowersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db
            .ErasureTasks.AsNoTracking()
            .Where(t => t.State == TaskState.Pending || t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
            .Join(
                db.ErasureTasks.Where(f => f.NotifiedAt != null && f.EndedAt != null),
                t => t.FollowsTaskId,
                f => f.Id,
                (t, f) => new { Follower = t.Id, Followed = f }
            )
            .OrderBy(o => o.Follower)
            .Take(BatchSize)
            .ToListAsync(ct);
        foreach (var (follower, followed) in open.Select(o => (o.Follower, o.Followed)))
        {
            if (KebabCase.TryParse<TaskOutcome>(KebabCase.ToKebabCase(followed.State), out var outcome))
            {
                await GuardAsync(
                    follower,
                    () =>
                        outcomes.RecordAsync(
                            follower,
                            new(outcome, followed.Ground, followed.Until, followed.Note),
                            Actor.Portal,
                            ct
                        ),
                    ct
                );
            }
        }
    }
}
