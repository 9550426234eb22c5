using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Copies;

/// <summary>Reads what has become of a worker's copies.</summary>
public sealed class CopyQueries(IDbContextFactory<PortalDbContext> contexts, IRequestedCopySource requests)
{
    /// <summary>
    /// The worker's copies that a request concerns. It reads only those, so that it costs nothing for a worker who never
    /// asked for anything.
    /// </summary>
    public async Task<CopyStatuses> ReadAsync(string workerId, CancellationToken ct)
    {
        var requested = await requests.ListRequestedCopiesAsync(workerId, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // A copy that JoinArena refused to ask for has neither date.
        var refusing = requested
            .Where(r => r.State is CopyState.NotAsked)
            .Select(r => r.PartyId)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var dates = await db
            .Holdings.AsNoTracking()
            .Where(h => h.WorkerId == workerId && h.Direction == Direction.Disclosed)
            .Where(h => h.AskedAt != null || h.ErasedAt != null || refusing.Contains(h.PartyId))
            .Select(h => new CopyDates(h.PartyId, h.ItemId, h.Category, h.FirstAt, h.LastAt, h.AskedAt, h.ErasedAt))
            .ToListAsync(ct);
        return new(dates, requested);
    }
}
