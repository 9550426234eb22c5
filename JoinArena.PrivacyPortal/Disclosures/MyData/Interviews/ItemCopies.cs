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
    /// <summary>
    /// Whether an item of its kind is made in an interview, or from one. A résumé, for example, is handed in; its interview
    /// may be just the first that it was sent with.
    /// </summary>
    public bool IsMadeInInterview =>
        Category
            is DataCategory.InterviewRecording
                or DataCategory.Transcript
                or DataCategory.InterviewImage
                or DataCategory.GeneratedPhoto
                or DataCategory.Evaluation;

    /// <summary>The copies that were sent to a party.</summary>
    public IEnumerable<ItemCopy> Sent => Copies.Where(c => c.Direction is Direction.Disclosed);

    /// <summary>The item with what has become of its copies.</summary>
    internal ItemCopies WithStatuses(CopyStatuses statuses) =>
        this with
        {
            Copies = [.. Copies.Select(c => c.WithStatuses(statuses))],
        };
}

/// <summary>The copies of one item that went to one party, or came from it.</summary>
public sealed record ItemCopy(
    string ItemId,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    Direction Direction,
    int Times,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt
)
{
    /// <summary>Whether one of them went against an accepted version, or against a stop.</summary>
    public bool IsBreach { get; init; }

    /// <summary>What has become of the last copy, and of the first where that is something else.</summary>
    public IReadOnlyList<CopyStatus> Statuses { get; init; } = [CopyStatus.Held];

    /// <summary>What has become of the last copy.</summary>
    public CopyStatus Status => Statuses[0];

    /// <summary>The copy with what has become of it.</summary>
    internal ItemCopy WithStatuses(CopyStatuses statuses) =>
        this with
        {
            Statuses = statuses.FindAll(PartyId, ItemId, FirstAt, LastAt),
        };
}
