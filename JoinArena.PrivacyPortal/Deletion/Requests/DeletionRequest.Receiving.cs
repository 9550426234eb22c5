using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>How a request reached JoinArena, and what a request that came by phone or letter has of its own.</content>
public sealed partial class DeletionRequest
{
    internal DeletionRequest(string number, ReceivedRequest received, DateTimeOffset now)
        : this(number, received.WorkerId, received.Scope, null, now)
    {
        Channel = received.Channel;
        ReceivedAt = received.ReceivedAt < now ? received.ReceivedAt : null;
        Proof = received.Proof;
        Agent = received.Agent;
        Fingerprint = received.ComputeFingerprint();
    }

    /// <summary>How it reached JoinArena.</summary>
    public RequestChannel Channel { get; private init; } = RequestChannel.Portal;

    /// <summary>What shows that the worker asked, as noted when it was entered; null while nothing does.</summary>
    public string? Proof { get; private init; }

    /// <summary>Who asked for the worker, if an agent did.</summary>
    public string? Agent { get; private init; }

    /// <summary>Tells a report of this request from one of another; null for one from the worker's own pages.</summary>
    public string? Fingerprint { get; private init; }

    /// <summary>A hash of the caller's <c>Idempotency-Key</c> and of the caller's name.</summary>
    public string? IdempotencyKey { get; internal init; }

    /// <summary>
    /// Whether the worker can confirm that it is theirs by signing in: they were asked to when it was entered, and not
    /// because of a doubt since.
    /// </summary>
    public bool CanConfirmAsOwn =>
        Channel is not RequestChannel.Portal
        && State is RequestState.Confirmed
        && IsIdentityAwaited
        && IdentityAskedAt == SubmittedAt;

    /// <summary>
    /// An officer or a program enters it: the law's clock has run since receipt, and the cooling-off time starts now,
    /// because the worker hears of it now.
    /// </summary>
    public void Enter(
        RequestPlaces places,
        ResponseDeadlines deadlines,
        TimeSpan coolingOff,
        Actor by,
        DateTimeOffset now
    )
    {
        StartClock(places, deadlines, coolingOff, now);
        AddEvent(RequestEventKind.Entered, by, now);
    }

    /// <summary>
    /// Whether the worker can hand this in now. An appeal is against a decision: something was refused, or it has ended
    /// with an answer. A complaint is about how it is handled, so also about a late answer (Data Protection Act 2018
    /// s. 164A).
    /// </summary>
    public bool CanFile(RemedyKind kind) =>
        kind switch
        {
            RemedyKind.Complaint => State.IsOpen || IsAnswered,
            RemedyKind.Appeal => IsAnswered
                || (
                    State is RequestState.InProgress
                    && _tasks.Exists(t => t.State is TaskState.Refused or TaskState.NotAsked)
                ),
        };

    private bool IsAnswered => State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused;

    /// <summary>Whether something was refused or kept, or the whole of it refused, so that it can be asked for again.</summary>
    internal bool CanReopenOnAppeal =>
        State is RequestState.Refused
        || (
            State is RequestState.PartlyCompleted or RequestState.InProgress && _tasks.Exists(t => t.CanReopenOnAppeal)
        );

    /// <summary>Something about a complaint or an appeal happened.</summary>
    internal void AddRemedyEvent(RequestEventKind kind, Actor by, DateTimeOffset now) => AddEvent(kind, by, now);

    private void StartClock(RequestPlaces places, ResponseDeadlines deadlines, TimeSpan coolingOff, DateTimeOffset now)
    {
        EnterState(RequestState.Confirmed);
        ConfirmedAt = now;
        CoolingOffEnds = now + coolingOff;
        Jurisdiction = places.Residence;
        Jobs = [.. places.Jobs.Select(WriteJob)];
        AcknowledgeBy = deadlines.AcknowledgeBy;
        SetDueBy(deadlines.DueBy, deadlines.Zone);
        ExtendableTo = deadlines.ExtendableTo;
        RefuseBy = deadlines.RefuseBy;
        Law = deadlines.Law;
        IsDeadlineReviewed = deadlines.IsReviewed;
        DeadlineExplanation = [.. deadlines.Explanation];
    }
}
