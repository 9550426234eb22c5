using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>One party and its answer.</summary>
/// <param name="Items">The number of items the party was asked to erase.</param>
public sealed record CertifiedParty(
    string Id,
    string Name,
    PartyKind Kind,
    IReadOnlyList<DataCategory> Categories,
    int Items,
    TaskState Outcome,
    DateTimeOffset? ToldAt,
    DateTimeOffset? AnsweredAt,
    CertifiedGround? Ground,
    DateOnly? KeptUntil,
    string? Note
)
{
    internal static CertifiedParty FromTask(ErasureTask task, Ground? ground) =>
        new(
            task.PartyId,
            task.PartyName,
            task.PartyKind,
            [.. task.Items.Select(i => i.Category).Distinct().Order()],
            task.Items.Count,
            task.State,
            task.NotifiedAt,
            task.EndedAt,
            CertifiedGround.FromGround(ground),
            task.Until,
            task.Note
        );
}
