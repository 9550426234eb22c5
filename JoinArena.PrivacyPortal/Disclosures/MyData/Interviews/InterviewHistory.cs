using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>The history of one interview, from its recording to every party that received data from it.</summary>
/// <param name="Label">Its name, where JoinArena has given one.</param>
/// <param name="At">When it took place.</param>
/// <param name="Steps">What happened, the earliest first.</param>
/// <param name="Items">What was made from it, and where each copy went.</param>
public sealed record InterviewHistory(
    string Id,
    string? Label,
    DateTimeOffset? At,
    IReadOnlyList<InterviewHistoryStep> Steps,
    IReadOnlyList<ItemCopies> Items
)
{
    /// <summary>How many parties outside JoinArena have received data from it.</summary>
    public int Parties =>
        Steps
            .Where(s => s is { Direction: Direction.Disclosed, PartyKind: not PartyKind.JoinarenaSystem })
            .Select(s => s.PartyId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Count();

    /// <summary>How many disclosures concern it.</summary>
    public int Times => Steps.Sum(s => s.PartyId is null ? 0 : s.Times);
}

/// <summary>One step of the history: something was made, went to a party, or came from one.</summary>
/// <param name="At">The first time.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="Kinds">The kinds of data concerned.</param>
/// <param name="PartyId">Null when something was made.</param>
public sealed record InterviewHistoryStep(
    DateTimeOffset At,
    DateTimeOffset LastAt,
    int Times,
    IReadOnlyList<DataCategory> Kinds,
    string? PartyId = null,
    string? PartyName = null,
    PartyKind PartyKind = default,
    Direction Direction = default,
    Purpose Purpose = default,
    bool IsUncovered = false
);

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
