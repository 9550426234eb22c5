using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>
/// The state machine: what may happen to a request, when, and the event that records it. Which state may follow which
/// is the table in <see cref="RequestStates.NextStates"/>, for a party's part <see cref="TaskStates.NextStates"/>.
/// </content>
public sealed partial class DeletionRequest
{
    /// <summary>
    /// Whether the worker can still withdraw it: certainly no party has been notified, and it is certainly they who ask.
    /// </summary>
    public bool CanWithdraw =>
        WithheldSince is null
        && RequestStates.NextStates(State).Contains(RequestState.Withdrawn)
        && _tasks.TrueForAll(t => !t.MayHaveBeenNotified);

    /// <summary>Whether the whole request can still be refused: certainly no party has been notified or has answered.</summary>
    public bool CanRefuse => State.IsOpen && _tasks.TrueForAll(t => !t.MayHaveBeenNotified && !t.State.IsEnd);

    /// <summary>How a later request could change this one; null if none can: a draft, withdrawn or expired.</summary>
    public RequestLink? AllowedLink =>
        State switch
        {
            RequestState.Confirmed or RequestState.InProgress => CanWithdraw
                ? RequestLink.Replaces
                : RequestLink.AddsTo,
            RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused => RequestLink.AddsTo,
            RequestState.Submitted or RequestState.Withdrawn or RequestState.Expired => null,
        };

    /// <summary>Whether the law allows an extension at that instant: once, and announced within the first period.</summary>
    public bool CanExtend(DateTimeOffset now) =>
        State.IsOpen && ExtendedAt is null && ExtendableTo is not null && now < DueEnds;

    /// <summary>Whether JoinArena can still refuse this party's part.</summary>
    public bool CanRefusePart(ErasureTask task) =>
        State is RequestState.InProgress && _tasks.Contains(task) && !task.MayHaveBeenNotified && !task.State.IsEnd;

    /// <summary>Changes what the worker wants erased, before they confirm it.</summary>
    public void ChangeScope(DeletionScope scope, string? reason)
    {
        Require(State is RequestState.Submitted, $"The scope of a request that is {State} cannot change.");
        SetScope(scope, reason);
        Revision++;
    }

    /// <summary>Links a draft to an earlier request, or to none.</summary>
    internal void LinkTo(DeletionRequest? earlier)
    {
        Require(State is RequestState.Submitted, $"The link of a request that is {State} cannot change.");
        Link = earlier?.AllowedLink;
        LinkedToId = Link is null ? null : earlier!.Id;
        Revision++;
    }

    /// <summary>The worker confirms it as their own: the law's clock and the cooling-off time start.</summary>
    /// <param name="places">Where the worker lives, and where the jobs of the data are.</param>
    /// <param name="deadlines">The law's deadlines, counted from <paramref name="received"/>.</param>
    /// <param name="coolingOff">How long the worker can withdraw it freely.</param>
    /// <param name="now">The instant of the confirmation.</param>
    /// <param name="received">Receipt in the law's sense, if that was earlier.</param>
    public void Confirm(
        RequestPlaces places,
        ResponseDeadlines deadlines,
        TimeSpan coolingOff,
        DateTimeOffset now,
        DateTimeOffset? received = null
    )
    {
        StartClock(places, deadlines, coolingOff, now);
        ReceivedAt = received < now ? received : null;
        AddEvent(RequestEventKind.Confirmed, Actor.Worker, now);
    }

    /// <summary>Ends the cooling-off time early, as the worker wishes.</summary>
    public void EndCoolingOff(DateTimeOffset now)
    {
        Require(State is RequestState.Confirmed, $"A request that is {State} has no cooling-off time.");
        if (CoolingOffEnds > now)
            CoolingOffEnds = now;
        Revision++;
    }

    /// <summary>Opens a task for each party that holds something now.</summary>
    public void Start(IEnumerable<PartyHoldings> held, Actor by, DateTimeOffset now)
    {
        EnterState(RequestState.InProgress);
        StartedAt = now;
        _tasks.AddRange(held.Select(h => new ErasureTask(Id, h, now)));
        AddEvent(RequestEventKind.Started, by, now);
    }

    /// <summary>Takes the longer period that the law allows.</summary>
    /// <param name="by">Who extends it.</param>
    /// <param name="zone">The authority's time zone.</param>
    /// <param name="now">The instant of the extension.</param>
    /// <exception cref="InvalidOperationException">The law allows none, or no longer.</exception>
    public void Extend(Actor by, TimeZoneInfo zone, DateTimeOffset now)
    {
        Require(CanExtend(now), "The law does not allow an extension of this request, or no longer.");
        ExtendedAt = now;
        FirstDueBy = DueBy;
        SetDueBy(ExtendableTo!.Value, zone);
        ExtendableTo = null;
        AddEvent(RequestEventKind.Extended, by, now);
    }

    /// <summary>The worker withdraws it.</summary>
    /// <exception cref="InvalidOperationException">A party may have been notified, or it has ended.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        Require(CanWithdraw, "A party may have been notified, or the request has ended.");
        Finish(RequestState.Withdrawn, RequestEventKind.Withdrawn, Actor.Worker, now);
    }

    /// <summary>The worker asks for something else instead.</summary>
    /// <exception cref="InvalidOperationException">A party may have been notified, or it has ended.</exception>
    internal void WithdrawInFavourOf(DeletionRequest later, DateTimeOffset now)
    {
        var isReplaced = later.LinkedToId == Id && later.Link is RequestLink.Replaces;
        Require(isReplaced, "Only the request that replaces this one can withdraw it.");
        Withdraw(now);
    }

    /// <summary>Ends a draft that was never confirmed.</summary>
    public void Expire(DateTimeOffset now) => Finish(RequestState.Expired, RequestEventKind.Expired, Actor.Portal, now);

    /// <summary>Refuses the whole request, before any party was notified.</summary>
    /// <exception cref="InvalidOperationException">A party may have been notified, or it has ended.</exception>
    public void Refuse(string ground, string reason, Actor by, DateTimeOffset now)
    {
        Require(CanRefuse, "A party may have been notified, or the request has ended.");
        RefusalGround = ground;
        RefusalReason = reason;
        foreach (var task in _tasks)
            task.Refuse(ground, reason, now);
        Finish(RequestState.Refused, RequestEventKind.RefusedByUs, by, now);
    }

    /// <summary>An officer takes it, or gives it back.</summary>
    public void Assign(string? owner, Actor by, DateTimeOffset now)
    {
        Owner = owner;
        AddEvent(RequestEventKind.Assigned, by, now);
    }

    /// <summary>An officer proposed a refusal or declined one, or placed or lifted a hold.</summary>
    /// <param name="task">The party's part it is about; null for the whole request, and for a party without a part.</param>
    internal void AddOfficerEvent(RequestEventKind kind, ErasureTask? task, Actor by, DateTimeOffset now) =>
        AddEvent(kind, by, now, task);

    /// <summary>The team was alerted to how near the deadline is; once for each stage of each deadline.</summary>
    /// <param name="due">The last day for an answer.</param>
    internal void MarkTeamAlerted(DeadlineStage stage, DateOnly due, DateTimeOffset now)
    {
        AlertedStage = stage;
        AlertedDueBy = due;
        AddAlert(stage, RequestEventKind.Escalated, now);
    }

    /// <summary>The team was alerted that proof of identity is still awaited.</summary>
    /// <param name="due">The last day for a decision without it.</param>
    internal void MarkTeamAlertedOfProof(DeadlineStage stage, DateOnly due, DateTimeOffset now)
    {
        AlertedStage = stage;
        AlertedDueBy = due;
        AddAlert(stage, RequestEventKind.ProofOverdue, now);
    }

    /// <summary>The team was alerted that the acknowledgement has not left.</summary>
    internal void MarkTeamAlertedOfAcknowledgement(DeadlineStage stage, DateTimeOffset now)
    {
        AcknowledgementAlertedStage = stage;
        AddAlert(stage, RequestEventKind.AcknowledgementOverdue, now);
    }

    /// <summary>The team was alerted that the time to refuse ends before that to answer.</summary>
    internal void MarkTeamAlertedOfRefusal(DeadlineStage stage, DateTimeOffset now)
    {
        RefusalAlertedStage = stage;
        AddAlert(stage, RequestEventKind.RefusalOverdue, now);
    }

    private void Finish(RequestState end, RequestEventKind kind, Actor by, DateTimeOffset now)
    {
        EnterState(end);
        EndedAt = now;
        if (FirstEndedAt is null)
        {
            FirstEndedAt = now;
            FirstEndDueBy = DueBy;
        }

        AddEvent(kind, by, now);
    }

    private void EnterState(RequestState next)
    {
        Require(RequestStates.NextStates(State).Contains(next), $"A request cannot go from {State} to {next}.");
        State = next;
    }

    private void AddEvent(RequestEventKind kind, Actor by, DateTimeOffset at, ErasureTask? task = null)
    {
        Revision++;
        _events.Add(new(Id, Revision, kind, by, at, task));
    }

    private void AddAlert(DeadlineStage stage, RequestEventKind overdue, DateTimeOffset now) =>
        AddEvent(stage is DeadlineStage.Overdue ? overdue : RequestEventKind.TeamReminded, Actor.Portal, now);

    private static void Require(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new InvalidOperationException(message);
    }
}
