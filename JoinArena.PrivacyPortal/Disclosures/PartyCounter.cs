using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Adds up the totals kept for each worker and party; the disclosures themselves are not read.</summary>
internal sealed class PartyCounter : IPartyCounter
{
    public async Task<IReadOnlyDictionary<string, PartyCounts>> CountAsync(
        PortalDbContext db,
        IReadOnlyCollection<string> partyIds,
        CancellationToken ct
    ) =>
        await db
            .WorkerPartyTotals.Where(t => partyIds.Contains(t.PartyId))
            .GroupBy(t => t.PartyId)
            .Select(g => new
            {
                g.Key,
                Counts = new PartyCounts(
                    g.Count(),
                    g.Sum(t => (long)t.Times),
                    g.Sum(t => (long)t.Uncovered),
                    g.Max(t => (DateTimeOffset?)t.LastAt)
                ),
            })
            .ToDictionaryAsync(c => c.Key, c => c.Counts, StringComparer.Ordinal, ct);
}
