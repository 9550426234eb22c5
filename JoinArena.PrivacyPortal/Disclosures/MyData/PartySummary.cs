using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>A party as it stands to one worker.</summary>
/// <param name="Times">How many disclosures.</param>
/// <param name="Uncovered">How many of them the policy accepted then did not allow.</param>
/// <param name="DataFlows">What went between, by kind and direction.</param>
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
    /// <summary>The clauses the latest disclosures fell under, each once.</summary>
    public IEnumerable<string> Clauses => DataFlows.SelectMany(t => t.Clauses).Distinct(StringComparer.Ordinal);

    /// <summary>Whether data went to it; else it only gave some.</summary>
    public bool HasReceived => DataFlows.Any(t => t.Direction is Direction.Disclosed);

    internal static PartySummary Create(Party party, WorkerPartyTotals share, IReadOnlyCollection<HoldingTotals> sums)
    {
        var (state, at) = StateOf([.. sums.Where(s => s.Direction is Direction.Disclosed)]);
        return new(
            party.Id,
            party.Name,
            party.Kind,
            party.Country,
            party.Website,
            party.PrivacyContact,
            share.Times,
            share.Uncovered,
            share.FirstAt,
            share.LastAt,
            [
                .. sums.GroupBy(s => (s.Category, s.Direction))
                    .OrderBy(g => g.Key)
                    .Select(g => DataFlow.FromTotals(g.Key.Category, g.Key.Direction, [.. g])),
            ],
            state,
            at
        );
    }

    // A party is done when nothing it was sent is left with it, and asked while all that is left has been asked for.
    private static (PartyState, DateTimeOffset?) StateOf(List<HoldingTotals> sent)
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

/// <summary>A kind of data that went between JoinArena and a party.</summary>
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

/// <summary>What a party has of the worker.</summary>
public enum PartyState
{
    HasData,

    /// <summary>It gave data about the worker and received none.</summary>
    GaveData,
    AskedToErase,
    Erased,
}
