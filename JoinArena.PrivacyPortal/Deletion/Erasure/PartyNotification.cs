using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>A notification that is being sent, with everything a connector needs.</summary>
/// <param name="DueBy">The last day for the party's answer.</param>
/// <param name="WasTried">True if an earlier attempt may have reached the party.</param>
internal sealed record PartyNotification(
    ErasureMessage Message,
    Guid RequestId,
    string Number,
    string WorkerId,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    string? Contact,
    ConnectorType Connector,
    IReadOnlyList<TaskItem> Items,
    DateOnly DueBy,
    bool WasTried
)
{
    /// <summary>The laws under which the party is asked.</summary>
    public IReadOnlyList<ErasureLaw> Laws { get; private init; } = [];

    public IEnumerable<string> InterviewIds =>
        Items.Select(i => i.InterviewId).OfType<string>().Distinct(StringComparer.Ordinal);

    public static PartyNotification FromTask(
        ErasureMessage message,
        DeletionRequest request,
        ErasureTask task,
        DeadlineRules rules
    ) =>
        new(
            message,
            request.Id,
            request.Number,
            request.WorkerId,
            task.PartyId,
            task.PartyName,
            task.PartyKind,
            task.Contact,
            task.Connector,
            task.Items,
            request.DueBy!.Value,
            WasTried: task.LastFailedAt is not null || task.SendingSince is not null
        )
        {
            Laws = ErasureInstruction.FindLaws(rules, request, task),
        };
}
