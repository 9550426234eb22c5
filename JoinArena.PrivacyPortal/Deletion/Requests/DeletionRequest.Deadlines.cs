using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>Who works on it, whether its worker has to prove who they are, what the team has been told of its deadline,
/// and until when it is kept.</content>
public sealed partial class DeletionRequest
{
    /// <summary>The sign-in of the officer who works on it; null for whoever comes first.</summary>
    public string? Owner { get; private set; }

    /// <summary>When the worker was asked to prove who they are.</summary>
    public DateTimeOffset? IdentityAskedAt { get; private set; }

    /// <summary>When they had.</summary>
    public DateTimeOffset? IdentityProvenAt { get; private set; }

    /// <summary>The latest of what the team was told about the deadline <see cref="AlertedDueBy"/>.</summary>
    public DeadlineStage? AlertedStage { get; private set; }

    public DateOnly? AlertedDueBy { get; private set; }

    /// <summary>The same of the acknowledgement.</summary>
    public DeadlineStage? AcknowledgementAlertedStage { get; private set; }

    /// <summary>
    /// When it ended for the first time; later ends are of what was kept until a date and then asked for again.
    /// </summary>
    public DateTimeOffset? FirstEndedAt { get; private set; }

    /// <summary>The last day for an answer, as it stood then.</summary>
    public DateOnly? FirstEndDueBy { get; private set; }

    /// <summary>
    /// The last day on which the record of it is kept; null while it is open, or until the sweep has found it.
    /// </summary>
    public DateOnly? KeptUntil { get; private set; }

    /// <summary>Whether it waits for the worker to prove who they are.</summary>
    public bool IsIdentityAwaited => IdentityAskedAt is not null && IdentityProvenAt is null;

    /// <summary>
    /// Whether proof can still be asked for: once, and before anybody is told, so that it is asked for promptly (GDPR
    /// 12(6)).
    /// </summary>
    public bool CanRequestIdentityProof => State is RequestState.Confirmed && IdentityAskedAt is null;

    /// <summary>Gives it to an officer.</summary>
    public void Assign(string? owner, Actor by, DateTimeOffset now)
    {
        Owner = owner;
        AddEvent(RequestEventKind.Assigned, by, now);
    }

    /// <summary>Asks the worker to prove who they are.</summary>
    public void RequestIdentityProof(Actor by, DateTimeOffset now)
    {
        if (!CanRequestIdentityProof)
            throw new InvalidOperationException("Proof of identity is asked for once, before anybody is told.");
        IdentityAskedAt = now;
        AddEvent(RequestEventKind.IdentityAsked, by, now);
    }

    /// <summary>Takes down that they have. The period moves as far as the law lets it, and never back.</summary>
    public void RecordIdentityProof(ResponseDeadlines deadlines, Actor by, DateTimeOffset now)
    {
        if (!IsIdentityAwaited)
            throw new InvalidOperationException("No proof of identity is awaited.");
        IdentityProvenAt = now;
        if (deadlines.DueBy > DueBy)
        {
            (DueBy, Law, ExtendableTo) = (
                deadlines.DueBy,
                deadlines.Law,
                ExtendedAt is null ? deadlines.ExtendableTo : null
            );
        }

        DeadlineExplanation = [.. deadlines.Explanation];
        if (CoolingOffEnds < now)
            CoolingOffEnds = now;
        AddEvent(RequestEventKind.IdentityProven, by, now);
    }

    /// <summary>The team has been told how near its deadline is; each stage of each deadline once.</summary>
    internal void MarkTeamAlerted(DeadlineStage stage, DateTimeOffset now)
    {
        (AlertedStage, AlertedDueBy) = (stage, DueBy);
        AddEvent(
            stage is DeadlineStage.Overdue ? RequestEventKind.Escalated : RequestEventKind.TeamReminded,
            Actor.Portal,
            now
        );
    }

    /// <summary>The team has been told that its acknowledgement has not left.</summary>
    internal void MarkTeamAlertedOfAcknowledgement(DeadlineStage stage, DateTimeOffset now)
    {
        AcknowledgementAlertedStage = stage;
        AddEvent(
            stage is DeadlineStage.Overdue ? RequestEventKind.Escalated : RequestEventKind.TeamReminded,
            Actor.Portal,
            now
        );
    }

    /// <summary>
    /// The day from which its keeping is counted: its end, or the last day on which a party may keep something, since
    /// it is taken up again then.
    /// </summary>
    internal DateOnly GetRetentionStart(Func<DateTimeOffset, DateOnly> dayOf) =>
        _tasks
            .Where(t => t.State is TaskState.Retained)
            .Select(t => t.Until!.Value)
            .Append(dayOf(EndedAt!.Value))
            .Max();

    /// <summary>Its record is kept until that day.</summary>
    internal void SetRetentionEnd(DateOnly day) => KeptUntil = day;
}

/// <summary>How near a deadline is.</summary>
public enum DeadlineStage
{
    /// <summary>A week ahead.</summary>
    WithinWeek,

    /// <summary>Two days ahead.</summary>
    WithinTwoDays,

    /// <summary>It has passed.</summary>
    Overdue,
}
