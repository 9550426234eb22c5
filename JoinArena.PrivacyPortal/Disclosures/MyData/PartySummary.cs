using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>A party and what one worker's disclosures with it add up to.</summary>
/// <param name="Times">How many disclosures.</param>
/// <param name="Uncovered">How many of them no clause of an accepted version covers.</param>
/// <param name="DataFlows">The disclosures by kind of data and direction.</param>
/// <param name="StateAt">Since when <paramref name="State"/> applies, where that is known.</param>
public sealed record PartySummary(
    string Id,
    string Name,
    PartyKind Kind,
    string? Country,
    string? Website,
    string? PrivacyContact,
    int Times,
    int Uncovered,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    IReadOnlyList<DataFlow> DataFlows,
    PartyState State,
    DateTimeOffset? StateAt
)
{
    /// <summary>The clauses that allowed the latest disclosures, each once.</summary>
    public IEnumerable<ClauseUse> Clauses =>
        DataFlows
            .SelectMany(flow => flow.Clauses)
            .GroupBy(use => use.Clause, StringComparer.Ordinal)
            .Select(uses => uses.MaxBy(use => use.LastAt)!);

    /// <summary>
    /// How many disclosures went against a version that the worker had accepted, or against a stop. Filled in by
    /// <see cref="BreachQueries"/>.
    /// </summary>
    public int Breaches { get; init; }

    /// <summary>How many items it received.</summary>
    public int ItemsReceived => DataFlows.Where(flow => flow.Direction is Direction.Disclosed).Sum(flow => flow.Items);

    /// <summary>Whether it still holds some of what it received.</summary>
    public bool HoldsData => State is PartyState.HasData or PartyState.AskedToErase;

    /// <summary>Whether it received data; if not, it only gave some.</summary>
    public bool HasReceived => DataFlows.Any(flow => flow.Direction is Direction.Disclosed);

    internal static PartySummary Create(Party party, WorkerPartyTotals totals, IReadOnlyCollection<HoldingTotals> sums)
    {
        var (state, at) = DeriveState([.. sums.Where(s => s.Direction is Direction.Disclosed)]);
        return new(
            party.Id,
            party.Name,
            party.Kind,
            party.Country,
            party.Website,
            party.PrivacyContact,
            totals.Times,
            totals.Uncovered,
            totals.FirstAt,
            totals.LastAt,
            [
                .. sums.GroupBy(s => (s.Category, s.Direction))
                    .OrderBy(g => g.Key)
                    .Select(g => DataFlow.FromTotals(g.Key.Category, g.Key.Direction, [.. g])),
            ],
            state,
            at
        );
    }

    // "Erased" when the party holds no item any more; "asked" when it was asked to erase every item it still holds.
    private static (PartyState, DateTimeOffset?) DeriveState(List<HoldingTotals> sent)
    {
        if (sent.Count == 0)
            return (PartyState.GaveData, null);
        var held = sent.Sum(s => s.Held);
        if (held == 0)
            return (PartyState.Erased, sent.Max(s => s.ErasedAt));
        return sent.Sum(s => s.Asked) == held
            ? (PartyState.AskedToErase, sent.Max(s => s.AskedAt))
            : (PartyState.HasData, null);
    }
}
