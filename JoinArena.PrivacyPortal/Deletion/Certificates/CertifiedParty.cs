using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>One party and its answer, or that JoinArena refused to ask it.</summary>
/// <param name="Items">The number of items that its part is about.</param>
/// <param name="ToldAt">When the party was notified.</param>
/// <param name="AnsweredAt">When its answer was recorded; null if it was not asked.</param>
/// <param name="Note">What the party wrote; null if it was not asked.</param>
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
    /// <summary>
    /// Why JoinArena refused this part and when, if it did: then the outcome is <c>not-asked</c>, and nothing here is an
    /// answer of the party.
    /// </summary>
    public CertifiedPartRefusal? Refusal { get; init; }

    internal static CertifiedParty FromTask(ErasureTask task, Ground? ground) =>
        task.State is TaskState.NotAsked
            ? Certify(task, null) with
            {
                AnsweredAt = null,
                Note = null,
                Refusal = new(task.EndedAt!.Value, CertifiedGround.FromGround(ground), task.Note!),
            }
            : Certify(task, ground);

    private static CertifiedParty Certify(ErasureTask task, Ground? ground) =>
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

/// <summary>Why JoinArena refused to ask one party, and when it decided so.</summary>
public sealed record CertifiedPartRefusal(DateTimeOffset At, CertifiedGround? Ground, string Words);
