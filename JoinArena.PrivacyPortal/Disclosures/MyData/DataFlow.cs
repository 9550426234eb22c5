using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>The disclosures of one kind of data in one direction.</summary>
/// <param name="Uncovered">How many no clause covered, those before any acceptance included.</param>
/// <param name="Clauses">The clauses that allowed the latest of them.</param>
public sealed record DataFlow(
    DataCategory Category,
    Direction Direction,
    int Items,
    int Times,
    int Uncovered,
    IReadOnlyList<ClauseUse> Clauses
)
{
    /// <summary>
    /// How many went against a version that the worker had accepted, or against a stop. Filled in by
    /// <see cref="BreachQueries"/>.
    /// </summary>
    public int Breaches { get; init; }

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
            [
                .. sums.Where(s => s.Clause is not null)
                    .Select(s => new ClauseUse(s.Clause!, s.LastAt))
                    .OrderBy(use => use.Clause, StringComparer.Ordinal),
            ]
        );
}

/// <summary>A clause that allowed a disclosure, and when it last did. The version is the one accepted by then.</summary>
public sealed record ClauseUse(string Clause, DateTimeOffset LastAt);
