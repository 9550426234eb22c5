using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>Reads which requests wait for an officer, and not for a worker or a party.</summary>
public sealed class RequestWorkQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The most requests listed at once. The queue has all of them.</summary>
    public const int MaxLines = 25;

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
        var waiting = FilterWaiting(db, mine, officer);
        var first = await RequestQueue
            .ToLines(db, waiting.OrderBy(r => r.DueBy).ThenBy(r => r.ConfirmedAt).Take(MaxLines))
            .ToListAsync(ct);
        var since = clock.GetUtcNow() - s_newPeriod;
        var fresh = mine.Where(r =>
            r.Owner == null && r.EndedAt == null && r.ConfirmedAt >= since && !waiting.Any(w => w.Id == r.Id)
        );
        return new(
            first.Count < MaxLines ? first.Count : await waiting.CountAsync(ct),
            first,
            await RequestQueue.ToLines(db, fresh.OrderByDescending(r => r.ConfirmedAt).Take(MaxNew)).ToListAsync(ct)
        );
    }

    private IQueryable<DeletionRequest> FilterWaiting(
        PortalDbContext db,
        IQueryable<DeletionRequest> requests,
        string? officer
    )
    {
        var soon = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(RequestQueue.DaysAhead);
        var unanswered = RequestQueue.QueryUnanswered(db);
        // Who proposed a refusal cannot approve it.
        var toDecide = db
            .RefusalProposals.Where(p => p.DecidedAt == null && p.ProposedBy != officer)
            .Select(p => p.RequestId);
        var holds = db.LegalHolds.Where(h => h.LiftedAt == null);
        return requests.Where(r =>
            unanswered.Contains(r.Id)
            || (
                r.EndedAt == null
                && (
                    r.DueBy <= soon
                    || toDecide.Contains(r.Id)
                    || (
                        r.State == RequestState.InProgress
                        && r.Tasks.Any(t =>
                            (t.State == TaskState.Pending || t.State == TaskState.Failed)
                            && t.FollowsTaskId == null
                            && !holds.Any(h =>
                                h.WorkerId == r.WorkerId && (h.PartyId == null || h.PartyId == t.PartyId)
                            )
                        )
                    )
                )
            )
        );
    }
}
