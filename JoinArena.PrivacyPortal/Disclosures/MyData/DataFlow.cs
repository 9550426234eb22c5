using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>The disclosures of one kind of data in one direction.</summary>
public sealed record DataFlow(
    DataCategory Category,
    Direction Direction,
    int Items,
    int Times,
    int Uncovered,
    IReadOnlyList<string> Clauses
)
{
    internal static DataFlow FromTotals(
        DataCategory category,
        Direction direction,
        IReadOnlyList<HoldingTotals> sums
    ) =>
        new(
            category,
            direction,
            sums.Sum(s => s.Items),
            sums.Sum(s => s.Times),
            sums.Sum(s => s.Uncovered),
            [.. sums.Select(s => s.Clause).OfType<string>().Order(StringComparer.Ordinal)]
        );
}
