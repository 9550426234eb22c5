using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>A request as it is shown, to the worker and to the privacy team.</summary>
/// <param name="ScopeName">The name of the party or interview, where the scope is one.</param>
/// <param name="LawName">The full name of the law whose clock runs.</param>
/// <param name="ComplainTo">Where the worker can complain.</param>
/// <param name="FirstDueBy">The last day before the period was extended.</param>
/// <param name="ExtendableTo">To when it can be extended.</param>
/// <param name="RefusalReason">Why JoinArena refused it as a whole.</param>
public sealed record TrackedRequest(
    string Number,
    string WorkerId,
    RequestState State,
    DeletionScope Scope,
    string? ScopeName,
    string? Reason,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? CoolingOffEnds,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Jurisdiction,
    DateOnly? AcknowledgeBy,
    DateOnly? DueBy,
    string? LawName,
    bool IsDeadlineReviewed,
    IReadOnlyList<string> DeadlineExplanation,
    IReadOnlyList<string> ComplainTo,
    bool CanWithdraw,
    DateOnly? FirstDueBy,
    DateOnly? ExtendableTo,
    Ground? RefusalGround,
    string? RefusalReason,
    IReadOnlyList<TrackedTask> Tasks,
    IReadOnlyList<TrackedEvent> Events
)
{
    /// <summary>Receipt in the law's sense: the deadline counts from here.</summary>
    public DateTimeOffset? CountsFrom { get; init; }

    /// <summary>The requests it replaced, was replaced by, or adds to.</summary>
    public IReadOnlyList<LinkedRequest> Linked { get; init; } = [];

    /// <summary>What a later request could be to it now.</summary>
    public RequestLink? AllowedLink { get; init; }

    /// <summary>How many parties have given their answer.</summary>
    public int Answered => Tasks.Count(t => t.State.IsEnd);

    /// <summary>Whether it waits for the worker to prove who they are.</summary>
    public bool IsIdentityAwaited { get; init; }

    /// <summary>What can be done about a refusal, law by law.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Until when the record of it is kept, once that is known.</summary>
    public DateOnly? KeptUntil { get; init; }

    /// <summary>Whether it ended because nobody had anything.</summary>
    public bool HadNothing => State is RequestState.Completed && TaskStates.HadNothing([.. Tasks.Select(t => t.State)]);

    /// <summary>Whether there is a certificate of its end.</summary>
    public bool IsCertified => State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused;

    /// <summary>The legal holds since it was confirmed, lifted ones too; for the worker.</summary>
    public IReadOnlyList<TrackedHold> Holds { get; init; } = [];

    internal static TrackedRequest FromRequest(
        DeletionRequest request,
        string? scopeName,
        IReadOnlyList<LegalHold> holds,
        DeadlineRules rules
    )
    {
        var names = request.Tasks.ToDictionary(t => t.Id, t => t.PartyName);
        return new(
            request.Number,
            request.WorkerId,
            request.State,
            request.Scope,
            scopeName,
            request.Reason,
            request.SubmittedAt,
            request.ConfirmedAt,
            request.CoolingOffEnds,
            request.StartedAt,
            request.EndedAt,
            request.Jurisdiction,
            request.AcknowledgeBy,
            request.DueBy,
            request.Law is null ? null : rules.FindLawName(request.Law),
            request.IsDeadlineReviewed,
            request.DeadlineExplanation,
            request.Jurisdiction is null ? [] : rules.FindComplaintAuthorities(request.Jurisdiction),
            request.CanWithdraw,
            request.FirstDueBy,
            request.ExtendableTo,
            rules.FindGround(request.Jurisdiction, request.RefusalGround),
            request.RefusalReason,
            [
                .. request
                    .Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(t => t.Id)
                    .Select(t =>
                        TrackedTask.FromTask(
                            t,
                            rules.FindGround(request.Jurisdiction, t.Ground),
                            holds.FirstOrDefault(h => h.Covers(t.PartyId))
                        )
                    ),
            ],
            [
                .. request
                    .Events.OrderByDescending(e => e.Sequence)
                    .Select(e => new TrackedEvent(
                        e.Id,
                        e.Kind,
                        e.ActorKind,
                        e.ActorName,
                        e.At,
                        e.TaskId is { } task ? names.GetValueOrDefault(task) : null,
                        e.State
                    )),
            ]
        )
        {
            CountsFrom = request.CountsFrom,
            AllowedLink = request.AllowedLink,
            IsIdentityAwaited = request.IsIdentityAwaited,
            Remedies = request.Jurisdiction is null ? [] : rules.FindRemedies(request.Jurisdiction),
            KeptUntil = request.KeptUntil,
        };
    }
}

/// <summary>One party's part, as it is shown.</summary>
/// <param name="HoldReason">
/// Why the party may not be told now: or what it keeps is not asked for when its date has passed: the words of the
/// legal hold it is under.
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
    /// <summary>What is known of the data sets it went into, where the party trains models.</summary>
    public IReadOnlyList<TrainingDataSet> TrainingDataSets { get; init; } = [];

    /// <summary>Whether the party is told by another request, and its one answer counts for both.</summary>
    public bool FollowsOtherTask { get; init; }

    /// <summary>The kinds of data, in the vocabulary's order.</summary>
    public IEnumerable<DataCategory> Categories => Items.Select(i => i.Category).Distinct().Order();

    /// <inheritdoc cref="PartyHoldings.IsNotifiedByPortal"/>
    public bool IsNotifiedByPortal => PartyHoldings.CanPortalNotify(Connector, PartyKind, Contact, Items.Count);

    /// <summary>When it came to the state it is in.</summary>
    public DateTimeOffset? StateChangedAt => EndedAt ?? AcknowledgedAt ?? NotifiedAt;

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
        };
}

/// <summary>That data must be kept as evidence, or need no longer be.</summary>
/// <param name="LedgerEntryId">Under which the ledger has it.</param>
/// <param name="PartyName">Whose copy; null for everybody's.</param>
public sealed record TrackedHold(Guid LedgerEntryId, DateTimeOffset At, string? PartyName, bool IsLifted);

/// <summary>One line of what happened.</summary>
/// <param name="ActorName">For staff only.</param>
public sealed record TrackedEvent(
    Guid Id,
    RequestEventKind Kind,
    ActorKind ActorKind,
    string? ActorName,
    DateTimeOffset At,
    string? PartyName,
    TaskState? State
);
