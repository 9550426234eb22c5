using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>One party's part of a request, as pages show it.</summary>
/// <param name="HoldReason">
/// The reason of the legal hold because of which we do not notify the party now, or do not ask again for what it keeps.
/// </param>
public sealed record TrackedTask(
    Guid Id,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    string? Contact,
    ConnectorType Connector,
    IReadOnlyList<TaskItem> Items,
    TaskState State,
    DateTimeOffset? NotifiedAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? EndedAt,
    Ground? Ground,
    DateOnly? Until,
    string? Note,
    string? HoldReason
)
{
    /// <summary>The data sets that include the data, if the party trains models and they were reported.</summary>
    public IReadOnlyList<TrainingDataSet> TrainingDataSets { get; init; } = [];

    /// <summary>Whether another request notifies the party, and its one answer counts for both.</summary>
    public bool FollowsOtherTask { get; init; }

    /// <summary>When the party was last reminded that we await its answer.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>When the party was last told, or reminded.</summary>
    public DateTimeOffset? LastNotifiedAt => RemindedAt ?? NotifiedAt;

    /// <summary>Whether an officer has proposed not to ask the party; for the team.</summary>
    public bool IsRefusalProposed { get; init; }

    /// <summary>
    /// Whether a legal hold covers the party, also one that was notified before: it is not reminded. For the team.
    /// </summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether a person has to remind the party by now; for the team.</summary>
    public bool IsReminderDue { get; init; }

    /// <summary>Whether a person tells the party now: the portal cannot, or has failed to.</summary>
    public bool IsNotifiedByHand => NeedsPerson && !IsRefusalProposed;

    /// <summary>Whether a person would tell the party now, if no officer had proposed not to ask it.</summary>
    public bool IsPausedByProposal => NeedsPerson && IsRefusalProposed;

    /// <summary>Whether its answer is awaited, so that it can be reminded.</summary>
    public bool IsAnswerAwaited => State.IsNotified && !State.IsEnd && !FollowsOtherTask && Items.Count > 0;

    /// <inheritdoc cref="PartyHoldings.CanPortalRemind"/>
    public bool IsRemindedByPortal => PartyHoldings.CanPortalRemind(Connector, Contact);

    /// <summary>The kinds of data, in the vocabulary's order.</summary>
    public IEnumerable<DataCategory> Categories => Items.Select(i => i.Category).Distinct().Order();

    /// <inheritdoc cref="PartyHoldings.IsNotifiedByPortal"/>
    public bool IsNotifiedByPortal => PartyHoldings.CanPortalNotify(Connector, PartyKind, Contact, Items.Count);

    /// <summary>When it entered its current state.</summary>
    public DateTimeOffset? StateChangedAt => EndedAt ?? AcknowledgedAt ?? NotifiedAt;

    private bool NeedsPerson =>
        !FollowsOtherTask
        && HoldReason is null
        && (State is TaskState.Failed || (State is TaskState.Pending && !IsNotifiedByPortal));

    internal static TrackedTask FromTask(ErasureTask task, Ground? ground, LegalHold? hold) =>
        new(
            task.Id,
            task.PartyId,
            task.PartyName,
            task.PartyKind,
            task.Contact,
            task.Connector,
            task.Items,
            task.State,
            task.NotifiedAt,
            task.AcknowledgedAt,
            task.EndedAt,
            ground,
            task.Until,
            task.Note,
            task.State is TaskState.Retained || !(task.State.IsNotified || task.State.IsEnd) ? hold?.Reason : null
        )
        {
            FollowsOtherTask = task.FollowsTaskId is not null,
            RemindedAt = task.RemindedAt,
        };
}
