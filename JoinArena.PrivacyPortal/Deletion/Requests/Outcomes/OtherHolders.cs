using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;

/// <summary>Counts who has data about a worker that a request did not ask for.</summary>
internal static class OtherHolders
{
    /// <summary>
    /// The number of parties that hold an item now for which the request has no task at that party, or of which they got
    /// another copy after that task had ended.
    /// </summary>
    public static async Task<int> CountAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        var holdings = await db.CurrentHoldingsOfWorker(request.WorkerId)
            .AsNoTracking()
            .Select(h => new
            {
                h.PartyId,
                h.ItemId,
                h.LastAt,
            })
            .ToListAsync(ct);
        var asked = request
            .Tasks.SelectMany(
                t => t.Items,
                (t, i) => (Key: (t.PartyId, i.ItemId), Until: t.EndedAt ?? DateTimeOffset.MaxValue)
            )
            .GroupBy(a => a.Key, a => a.Until)
            .ToDictionary(a => a.Key, a => a.Max());
        return holdings
            .Where(h => !asked.TryGetValue((h.PartyId, h.ItemId), out var until) || h.LastAt > until)
            .Select(h => h.PartyId)
            .Distinct()
            .Count();
    }
}
