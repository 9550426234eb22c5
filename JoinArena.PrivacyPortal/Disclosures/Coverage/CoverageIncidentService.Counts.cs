using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

// How many there are.
public sealed partial class CoverageIncidentService
{
    /// <summary>How many incidents are open.</summary>
    public async Task<OpenIncidents> CountOpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db
            .CoverageIncidents.Where(c => c.State == CoverageIncidentState.Open && c.Times > 0)
            .GroupBy(c => c.UnderNoClause > 0 || c.AgainstStop > 0)
            .Select(g => new
            {
                IsBreach = g.Key,
                Count = new OpenCount(g.Count(), g.Count(c => c.ReopenedAt != null))
                {
                    Unassigned = g.Count(c => c.Owner == null),
                    FirstOwner = g.Min(c => c.Owner),
                    LastOwner = g.Max(c => c.Owner),
                },
                AgainstPolicy = g.Count(c => c.UnderNoClause > 0),
                AgainstStop = g.Count(c => c.AgainstStop > 0),
            })
            .ToDictionaryAsync(g => g.IsBreach, ct);
        var breaches = counts.GetValueOrDefault(true);
        var none = new OpenCount(0, 0);
        return new(breaches?.Count ?? none, counts.GetValueOrDefault(false)?.Count ?? none)
        {
            AgainstPolicy = breaches?.AgainstPolicy ?? 0,
            AgainstStop = breaches?.AgainstStop ?? 0,
        };
    }

    /// <summary>
    /// What passes the filter and only happened before the workers had accepted any version; null if nothing did.
    /// </summary>
    public async Task<IncidentTotals?> CountWithoutAcceptanceAsync(CoverageIncidentFilter filter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (filter with { Basis = CoverageIncidentBasis.NothingAccepted })
            .Apply(db.CoverageIncidents.AsNoTracking())
            .GroupBy(_ => 1)
            .Select(all => new IncidentTotals(
                all.Count(),
                all.Count(c => c.State == CoverageIncidentState.Open),
                all.Select(c => c.PartyId).Distinct().Count(),
                all.Min(c => c.FirstAt),
                all.Max(c => c.LastAt)
            ))
            .FirstOrDefaultAsync(ct);
    }
}
