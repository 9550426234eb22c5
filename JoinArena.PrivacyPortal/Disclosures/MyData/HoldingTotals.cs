using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// The holdings of one party of one kind of data under one clause, added up by the database.
/// </summary>
/// <param name="Items">How many items the party received or gave.</param>
/// <param name="Held">How many of them it still holds.</param>
/// <param name="Asked">How many of those it was asked to erase after it last received them.</param>
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
    DateTimeOffset LastAt,
    DateTimeOffset? AskedAt,
    DateTimeOffset? ErasedAt
)
{
    /// <summary>Adds up holdings. The query also runs in memory.</summary>
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
                g.Max(h => h.LastAt),
                g.Max(h => h.AskedAt),
                g.Max(h => h.ErasedAt)
            ));
}
