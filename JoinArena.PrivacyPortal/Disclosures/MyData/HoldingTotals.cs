using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// What one party has of one kind under one clause: its holdings added up, by the database where there are many.
/// </summary>
/// <param name="Held">How many of the items it still has.</param>
/// <param name="Asked">How many of those it has been asked to erase since.</param>
internal sealed record HoldingTotals(
    string PartyId,
    DataCategory Category,
    Direction Direction,
    string? Clause,
    int Items,
    int Times,
    int Uncovered,
    int Held,
    int Asked,
    DateTimeOffset? AskedAt,
    DateTimeOffset? ErasedAt
)
{
    /// <summary>Adds up holdings; runs in memory as it does in the database.</summary>
    public static IQueryable<HoldingTotals> FromHoldings(IQueryable<Holding> holdings) =>
        holdings
            .GroupBy(h => new
            {
                h.PartyId,
                h.Category,
                h.Direction,
                h.Clause,
            })
            .Select(g => new HoldingTotals(
                g.Key.PartyId,
                g.Key.Category,
                g.Key.Direction,
                g.Key.Clause,
                g.Count(),
                g.Sum(h => h.Times),
                g.Sum(h => h.Uncovered),
                g.Count(h => h.ErasedAt == null || h.LastAt > h.ErasedAt),
                g.Count(h => (h.ErasedAt == null || h.LastAt > h.ErasedAt) && h.AskedAt > h.LastAt),
                g.Max(h => h.AskedAt),
                g.Max(h => h.ErasedAt)
            ));
}
