using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>Reads which requests wait for an officer, and not for a worker or a party.</summary>
public sealed class RequestWorkQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most requests listed at once. The queue has all of them.</summary>
    public const int MaxLines = 25;

    /// <summary>The most listed of those that wait for someone else.</summary>
    public const int MaxOthers = 10;

    private const int MaxNew = 5;

    private static readonly TimeSpan s_newPeriod = TimeSpan.FromDays(3);

    /// <param name="officer">
    /// The officer's sign-in: what is assigned to them or to no one. Null for the whole team.
    /// </param>
    public async Task<RequestWork> FindAsync(string? officer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var mine = db.DeletionRequests.Where(r =>
            r.ConfirmedAt != null && (officer == null || r.Owner == null || r.Owner == officer)
        );
        var now = clock.GetUtcNow();
        var waiting = FilterWaiting(db, mine, officer, now);
        var first = await RequestQueue
            .ToLines(db, waiting.OrderBy(r => r.DueEnds).ThenBy(r => r.ConfirmedAt).Take(MaxLines), officer, now)
            .ToListAsync(ct);
        var since = now - s_newPeriod;
        var fresh = mine.Where(r =>
            r.Owner == null && r.EndedAt == null && r.ConfirmedAt >= since && !waiting.Any(w => w.Id == r.Id)
        );
        var newest = await RequestQueue
            .ToLines(db, fresh.OrderByDescending(r => r.ConfirmedAt).Take(MaxNew), officer, now)
            .ToListAsync(ct);
        var open = db.DeletionRequests.Where(r => r.ConfirmedAt != null && r.EndedAt == null);
        var rest = open.Where(r => !waiting.Any(w => w.Id == r.Id)).OrderBy(r => r.DueEnds).ThenBy(r => r.Number);
        var others = await RequestQueue.ToLines(db, rest.Take(MaxOthers + MaxNew), officer, now).ToListAsync(ct);
        return new(first.Count < MaxLines ? first.Count : await waiting.CountAsync(ct), first, newest)
        {
            Others = [.. others.Except(newest, QueueLine.ByNumber).Take(MaxOthers)],
            Next = await open.Where(r => now < r.DueEnds)
                .OrderBy(r => r.DueEnds)
                .ThenBy(r => r.Number)
                .Select(r => r.Number)
                .FirstOrDefaultAsync(ct),
        };
    }

    private static IQueryable<DeletionRequest> FilterWaiting(
        PortalDbContext db,
        IQueryable<DeletionRequest> requests,
        string? officer,
        DateTimeOffset now
    )
    {
        var soon = RequestQueue.GetSoon(now);
        var unanswered = RequestQueue.QueryUnanswered(db);
        var toDecide = RequestQueue.QueryProposedByOthers(db, officer);
        var toNotify = db.QueryToNotifyByHand();
        var toRemind = ReminderSchedule.QueryDueByHand(db, now);
        return requests.Where(r =>
            unanswered.Contains(r.Id)
            || (
                r.EndedAt == null
                && (
                    r.DueEnds <= soon
                    || toDecide.Contains(r.Id)
                    || (
                        r.State == RequestState.InProgress
                        && (toRemind.Any(t => t.RequestId == r.Id) || toNotify.Any(t => t.RequestId == r.Id))
                    )
                )
            )
        );
    }
}
