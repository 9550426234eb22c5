using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>An item and where its copies went.</summary>
/// <param name="CreatedAt">When it was made, where JoinArena has said so.</param>
public sealed record ItemCopies(
    string Id,
    DataCategory Category,
    string? Label,
    string? InterviewId,
    DateTimeOffset? InterviewAt,
    DateTimeOffset? CreatedAt,
    IReadOnlyList<ItemCopy> Copies
)
{
    /// <summary>The copies that were sent to a party.</summary>
    public IEnumerable<ItemCopy> Sent => Copies.Where(c => c.Direction is Direction.Disclosed);
}

/// <summary>The copies of one item that went to one party, or came from it.</summary>
public sealed record ItemCopy(
    string ItemId,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    Direction Direction,
    int Times,
    int Uncovered,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    DateTimeOffset? AskedAt,
    DateTimeOffset? ErasedAt
)
{
    /// <summary>What the party does with this item.</summary>
    public PartyState State =>
        (Direction, ErasedAt is null || LastAt > ErasedAt, AskedAt > LastAt) switch
        {
            (Direction.Collected, _, _) => PartyState.GaveData,
            (_, false, _) => PartyState.Erased,
            (_, true, true) => PartyState.AskedToErase,
            (_, true, false) => PartyState.HasData,
        };

    /// <summary>Since when <see cref="State"/> applies, where that is known.</summary>
    public DateTimeOffset? StateAt => State is PartyState.Erased ? ErasedAt : null;
}
