using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;

/// <summary>Counts who has data about a worker that a request did not ask for.</summary>
internal static class OtherHolders
{
    /// <summary>The number of parties that hold an item now for which the request has no task at that party.</summary>
    public static async Task<int> CountAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        var holdings = await db.CurrentHoldingsOfWorker(request.WorkerId)
            .AsNoTracking()
            .Select(h => new { h.PartyId, h.ItemId })
            .ToListAsync(ct);
        var asked = request.Tasks.SelectMany(t => t.Items, (t, i) => (t.PartyId, i.ItemId)).ToHashSet();
        return holdings.Where(h => !asked.Contains((h.PartyId, h.ItemId))).Select(h => h.PartyId).Distinct().Count();
    }
}
