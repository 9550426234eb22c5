using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Finds what a party is already asked to erase by another request of the same worker. The party is notified once, and
/// its one answer counts for both requests.
/// </summary>
internal static class DuplicateErasureFilter
{
    /// <summary>
    /// Splits the holdings of each party into those it is already asked to erase and those it has to be asked for now.
    /// </summary>
    /// <param name="db">A transaction; no other request of the worker can start before it ends.</param>
    /// <param name="request">The request that starts, or to which tasks are added.</param>
    /// <param name="holdings">What each party holds within the request's scope.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async Task<IReadOnlyList<PartyHoldings>> SplitAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<PartyHoldings> holdings,
        CancellationToken ct
    )
    {
        await db.LockWorkerAsync(request.WorkerId, ct);
        return await PreviewAsync(db, request, holdings, ct);
    }

    /// <summary>The same without a lock: the result may change before the request starts.</summary>
    public static async Task<IReadOnlyList<PartyHoldings>> PreviewAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<PartyHoldings> holdings,
        CancellationToken ct
    )
    {
        var openTasks = await FindOpenTasksAsync(db, request, ct);
        if (openTasks.Count == 0)
            return holdings;

        var earliest = openTasks.Min(t => t.Task.CreatedAt);
        var recentHoldings = await db
            .Holdings.Where(h => h.WorkerId == request.WorkerId && h.LastAt > earliest)
            .Select(h => new
            {
                h.PartyId,
                h.ItemId,
                h.LastAt,
            })
            .ToListAsync(ct);
        var sentAt = recentHoldings.ToLookup(h => (h.PartyId, h.ItemId), h => h.LastAt);
        return [.. holdings.SelectMany(h => Split(h, openTasks.Where(t => t.Task.PartyId == h.PartyId), IsSameCopy))];

        bool IsSameCopy(TaskItem item, ErasureTask task) =>
            sentAt[(task.PartyId, item.ItemId)].All(at => at <= task.CreatedAt);
    }

    /// <summary>
    /// The tasks of the worker's other requests that have no answer yet, no matter if the portal or a person notifies
    /// the party.
    /// </summary>
    private static async Task<List<OpenTask>> FindOpenTasksAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var replacedId = request.Link is RequestLink.Replaces ? request.LinkedToId : null;
        var tasks = await db
            .DeletionRequests.AsNoTracking()
            .Where(r =>
                r.WorkerId == request.WorkerId
                && r.Id != request.Id
                && r.Id != replacedId
                && r.State == RequestState.InProgress
            )
            .SelectMany(r => r.Tasks.Where(t => t.FollowsTaskId == null), (r, t) => new OpenTask(r.Number, t))
            .ToListAsync(ct);
        return tasks.FindAll(t => !t.Task.State.IsEnd);
    }

    private static IEnumerable<PartyHoldings> Split(
        PartyHoldings holdings,
        IEnumerable<OpenTask> openTasks,
        Func<TaskItem, ErasureTask, bool> isSameCopy
    )
    {
        var remaining = holdings.Items.ToList();
        foreach (var (number, task) in openTasks)
        {
            var alreadyAsked = remaining.FindAll(i =>
                task.Items.Exists(t => t.ItemId == i.ItemId) && isSameCopy(i, task)
            );
            if (alreadyAsked.Count == 0)
                continue;
            remaining.RemoveAll(alreadyAsked.Contains);
            yield return holdings with
            {
                Items = alreadyAsked,
                FollowsTaskId = task.Id,
                FollowsNumber = number,
            };
        }

        if (remaining.Count > 0)
        {
            yield return holdings with
            {
                Items = remaining,
            };
        }
    }

    /// <param name="Number">The number of its request.</param>
    private sealed record OpenTask(string Number, ErasureTask Task);
}
