using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>One interview of a worker, from its recording to everyone who got something of it.</summary>
/// <param name="Label">What a person would call it, where JoinArena has said so.</param>
/// <param name="At">When it took place.</param>
/// <param name="Steps">What happened, the earliest first: it is a story, not a log.</param>
/// <param name="Items">What was made of it, and where each copy went.</param>
public sealed record InterviewHistory(
    string Id,
    string? Label,
    DateTimeOffset? At,
    IReadOnlyList<InterviewHistoryStep> Steps,
    IReadOnlyList<ItemCopies> Items
)
{
    /// <summary>How many parties outside JoinArena have received something of it.</summary>
    public int Parties =>
        Steps
            .Where(s => s is { Direction: Direction.Disclosed, PartyKind: not PartyKind.JoinarenaSystem })
            .Select(s => s.PartyId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Count();

    /// <summary>How many times something of it went anywhere or came from somewhere.</summary>
    public int Times => Steps.Sum(s => s.PartyId is null ? 0 : s.Times);
}

/// <summary>One step of the story: something was made, or went to a party, or came from one.</summary>
/// <param name="At">The first time.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="PartyId">Null where something was made.</param>
/// <param name="Kinds">The kinds of data it was about.</param>
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
/// <param name="CreatedAt">When it came to be, where JoinArena has said so.</param>
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
    /// <summary>Those who were sent a copy.</summary>
    public IEnumerable<ItemCopy> Sent => Copies.Where(c => c.Direction is Direction.Disclosed);
}

/// <summary>The copies of one item that went to one party, or came from it.</summary>
/// <param name="Times">How often.</param>
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
    /// <summary>How the party stands to this item.</summary>
    public PartyState State =>
        (Direction, ErasedAt is null || LastAt > ErasedAt, AskedAt > LastAt) switch
        {
            (Direction.Collected, _, _) => PartyState.GaveData,
            (_, false, _) => PartyState.Erased,
            (_, true, true) => PartyState.AskedToErase,
            (_, true, false) => PartyState.HasData,
        };

    /// <summary>Since when it stands so, where that is known.</summary>
    public DateTimeOffset? StateAt => State is PartyState.Erased ? ErasedAt : null;
}
