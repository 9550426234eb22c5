using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// Tells what went against an accepted version, or against a stop, from what merely happened before a worker had accepted
/// anything. The kept totals add up both.
/// </summary>
public sealed class BreachQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The parties with their breaches, counted among the latest <see cref="UncoveredCount.MaxCounted"/>.</summary>
    public async Task<IReadOnlyList<PartySummary>> CountAsync(
        string workerId,
        IReadOnlyList<PartySummary> parties,
        CancellationToken ct
    )
    {
        if (parties.All(p => p.Uncovered == 0))
            return parties;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var breaches = db
            .Disclosures.Where(d => d.WorkerId == workerId)
            .Uncovered()
            .NewestFirst()
            .Take(UncoveredCount.MaxCounted)
            .Where(d => d.CoverageStatus != CoverageStatus.NothingAccepted);
        var byParty = await breaches
            .GroupBy(d => d.PartyId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, ct);
        var byFlow = (
            await (
                from d in breaches
                from item in d.Items
                where item.Clause == null
                select new
                {
                    d.Id,
                    d.PartyId,
                    d.Direction,
                    item.Category,
                }
            )
                .Distinct()
                .ToListAsync(ct)
        ).CountBy(b => new FlowKey(b.PartyId, b.Direction, b.Category)).ToDictionary();
        return
        [
            .. parties.Select(p =>
                p with
                {
                    Breaches = byParty.GetValueOrDefault(p.Id),
                    DataFlows =
                    [
                        .. p.DataFlows.Select(flow =>
                            flow with
                            {
                                Breaches = byFlow.GetValueOrDefault(new(p.Id, flow.Direction, flow.Category)),
                            }
                        ),
                    ],
                }
            ),
        ];
    }

    private sealed record FlowKey(string PartyId, Direction Direction, DataCategory Category);
}
