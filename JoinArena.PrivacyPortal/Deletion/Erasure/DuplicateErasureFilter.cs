using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Requests of one worker that ask one party for the same things: it is told once, and its one answer counts for both.
/// </summary>
internal static class DuplicateErasureFilter
{
    /// <summary>Parts what a party is being asked for already from what it is to be told now.</summary>
    /// <param name="db">A transaction; no other request of the worker begins before it ends.</param>
    /// <param name="request">The request that begins.</param>
    /// <param name="held">What each party holds within its scope.</param>
    /// <param name="ct">Stops.</param>
    public static async Task<IReadOnlyList<PartyHoldings>> SplitAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<PartyHoldings> held,
        CancellationToken ct
    )
    {
        await db.LockWorkerAsync(request.WorkerId, ct);
        return await PreviewAsync(db, request, held, ct);
    }

    /// <summary>The same without waiting for the turn to write: as it looks now.</summary>
    public static async Task<IReadOnlyList<PartyHoldings>> PreviewAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<PartyHoldings> held,
        CancellationToken ct
    )
    {
        var replaced = request.Link is RequestLink.Replaces ? request.LinkedToId : null;
        var others = await db
            .DeletionRequests.AsNoTracking()
            .Where(r =>
                r.WorkerId == request.WorkerId
                && r.Id != request.Id
                && r.Id != replaced
                && r.State == RequestState.InProgress
            )
            .SelectMany(r => r.Tasks)
            .Where(t => t.FollowsTaskId == null)
            .ToListAsync(ct);
        // Whoever tells it, the portal or a person: it is told once.
        var open = others.Where(t => !t.State.IsEnd).ToList();
        if (open.Count == 0)
            return held;

        var earliest = open.Min(t => t.CreatedAt);
        var sentSince = (
            await db
                .Holdings.Where(h => h.WorkerId == request.WorkerId && h.LastAt > earliest)
                .Select(h => new
                {
                    h.PartyId,
                    h.ItemId,
                    h.LastAt,
                })
                .ToListAsync(ct)
        ).ToLookup(h => (h.PartyId, h.ItemId), h => h.LastAt);
        return
        [
            .. held.SelectMany(h =>
                Split(
                    h,
                    open.Where(t => t.PartyId == h.PartyId),
                    (item, task) => sentSince[(h.PartyId, item.ItemId)].All(at => at <= task.CreatedAt)
                )
            ),
        ];
    }

    private static IEnumerable<PartyHoldings> Split(
        PartyHoldings held,
        IEnumerable<ErasureTask> open,
        Func<TaskItem, ErasureTask, bool> isTheSameCopy
    )
    {
        var left = held.Items.ToList();
        foreach (var task in open)
        {
            var asked = left.Where(i => task.Items.Exists(t => t.ItemId == i.ItemId) && isTheSameCopy(i, task))
                .ToList();
            if (asked.Count == 0)
                continue;
            left.RemoveAll(asked.Contains);
            yield return held with
            {
                Items = asked,
                FollowsTaskId = task.Id,
            };
        }

        if (left.Count > 0)
        {
            yield return held with
            {
                Items = left,
            };
        }
    }
}
