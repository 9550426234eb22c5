using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A party as it stands to one worker.</summary>
/// <param name="Times">How many disclosures.</param>
/// <param name="Uncovered">How many of them the policy accepted then did not allow.</param>
/// <param name="Things">What went between, by kind and direction.</param>
public sealed record PartyLine(
    string Id, string Name, PartyKind Kind, string? Country, string? Website, string? PrivacyContact, int Times, int Uncovered, DateTimeOffset FirstAt, DateTimeOffset LastAt,
    IReadOnlyList<Thing> Things, PartyState State, DateTimeOffset? StateAt)
{
    /// <summary>The clauses the latest disclosures fell under, each once.</summary>
    public IEnumerable<string> Clauses => Things.SelectMany(t => t.Clauses).Distinct(StringComparer.Ordinal);

    /// <summary>Whether data went to it; else it only gave some.</summary>
    public bool HasReceived => Things.Any(t => t.Direction is Direction.Disclosed);

    internal static PartyLine Of(Party party, PartyShare share, IReadOnlyCollection<Holding> holdings)
    {
        var (state, at) = StateOf([.. holdings.Where(h => h.Direction is Direction.Disclosed)]);
        return new(
            party.Id, party.Name, party.Kind, party.Country, party.Website, party.PrivacyContact, share.Times, share.Uncovered, share.FirstAt, share.LastAt,
            [.. holdings.GroupBy(h => (h.Category, h.Direction)).OrderBy(g => g.Key).Select(g => Thing.Of(g.Key.Category, g.Key.Direction, [.. g]))], state, at);
    }

    // A party is done when nothing it was sent is left with it, and asked while all that is left has been asked for.
    private static (PartyState, DateTimeOffset?) StateOf(List<Holding> sent)
    {
        if (sent.Count == 0) return (PartyState.GaveData, null);
        var held = sent.FindAll(h => h.IsHeld);
        if (held.Count == 0) return (PartyState.Erased, sent.Max(h => h.ErasedAt));
        return held.TrueForAll(h => h.AskedAt > h.LastAt) ? (PartyState.AskedToErase, held.Max(h => h.AskedAt)) : (PartyState.HasData, null);
    }
}

/// <summary>A kind of data that went between JoinArena and a party.</summary>
public sealed record Thing(DataCategory Category, Direction Direction, int Items, int Times, int Uncovered, IReadOnlyList<string> Clauses)
{
    internal static Thing Of(DataCategory category, Direction direction, IReadOnlyList<Holding> holdings) => new(
        category, direction, holdings.Count, holdings.Sum(h => h.Times), holdings.Sum(h => h.Uncovered), [.. holdings.Select(h => h.Clause).OfType<string>().Distinct(StringComparer.Ordinal)]);
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
