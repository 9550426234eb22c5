using JoinArena.PrivacyPortal.Disclosures.Copies;
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
    DateTimeOffset LastAt
)
{
    /// <summary>What has become of the last copy.</summary>
    public CopyStatus Status { get; init; } = CopyStatus.Held;
}
