using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>Who works on it, whether its worker has to prove who they are, what the team has been told of its deadline, and until when it is kept.</content>
public sealed partial class DeletionRequest
{
    /// <summary>The sign-in of the officer who works on it; null for whoever comes first.</summary>
    public string? Owner { get; private set; }

    /// <summary>When the worker was asked to prove who they are.</summary>
    public DateTimeOffset? IdentityAskedAt { get; private set; }

    /// <summary>When they had.</summary>
    public DateTimeOffset? IdentityProvenAt { get; private set; }

    /// <summary>The latest of what the team was told about the deadline <see cref="TeamToldFor"/>.</summary>
    public DeadlineStage? TeamTold { get; private set; }

    public DateOnly? TeamToldFor { get; private set; }

    /// <summary>The same of the acknowledgement.</summary>
    public DeadlineStage? TeamToldOfReceipt { get; private set; }

    /// <summary>When it ended for the first time; later ends are of what was kept until a date and then asked for again.</summary>
    public DateTimeOffset? FirstEndedAt { get; private set; }

    /// <summary>The last day for an answer, as it stood then.</summary>
    public DateOnly? FirstEndDueBy { get; private set; }

    /// <summary>The last day on which the record of it is kept; null while it is open, or until the sweep has found it.</summary>
    public DateOnly? KeptUntil { get; private set; }

    /// <summary>Whether it waits for the worker to prove who they are.</summary>
    public bool IsIdentityAwaited => IdentityAskedAt is not null && IdentityProvenAt is null;

    /// <summary>Whether proof can still be asked for: once, and before anybody is told, so that it is asked for promptly (GDPR 12(6)).</summary>
    public bool CanAskIdentity => State is RequestState.Confirmed && IdentityAskedAt is null;

    /// <summary>Gives it to an officer.</summary>
    public void Assign(string? owner, By by, DateTimeOffset now)
    {
        Owner = owner;
        Note(RequestEventKind.Assigned, by, now);
    }

    /// <summary>Asks the worker to prove who they are.</summary>
    public void AskIdentity(By by, DateTimeOffset now)
    {
        if (!CanAskIdentity) throw new InvalidOperationException("Proof of identity is asked for once, before anybody is told.");
        IdentityAskedAt = now;
        Note(RequestEventKind.IdentityAsked, by, now);
    }

    /// <summary>Takes down that they have. The period moves as far as the law lets it, and never back.</summary>
    public void ProveIdentity(Deadlines deadlines, By by, DateTimeOffset now)
    {
        if (!IsIdentityAwaited) throw new InvalidOperationException("No proof of identity is awaited.");
        IdentityProvenAt = now;
        if (deadlines.DueBy > DueBy) (DueBy, Law, ExtendableTo) = (deadlines.DueBy, deadlines.Law, ExtendedAt is null ? deadlines.ExtendableTo : null);
        Working = [.. deadlines.Working];
        if (CoolingOffEnds < now) CoolingOffEnds = now;
        Note(RequestEventKind.IdentityProven, by, now);
    }

    /// <summary>The team has been told how near its deadline is; each stage of each deadline once.</summary>
    internal void TellTeam(DeadlineStage stage, DateTimeOffset now)
    {
        (TeamTold, TeamToldFor) = (stage, DueBy);
        Note(stage is DeadlineStage.Overdue ? RequestEventKind.Escalated : RequestEventKind.TeamReminded, By.Portal, now);
    }

    /// <summary>The team has been told that its acknowledgement has not left.</summary>
    internal void TellTeamOfReceipt(DeadlineStage stage, DateTimeOffset now)
    {
        TeamToldOfReceipt = stage;
        Note(stage is DeadlineStage.Overdue ? RequestEventKind.Escalated : RequestEventKind.TeamReminded, By.Portal, now);
    }

    /// <summary>The day from which its keeping is counted: its end, or the last day on which a party may keep something, since it is taken up again then.</summary>
    internal DateOnly KeptFrom(Func<DateTimeOffset, DateOnly> dayOf) => _tasks.Where(t => t.State is TaskState.Retained).Select(t => t.Until!.Value).Append(dayOf(EndedAt!.Value)).Max();

    /// <summary>Its record is kept until that day.</summary>
    internal void KeepUntil(DateOnly day) => KeptUntil = day;
}

/// <summary>How near a deadline is.</summary>
public enum DeadlineStage
{
    /// <summary>A week ahead.</summary>
    Week,

    /// <summary>Two days ahead.</summary>
    Days,

    /// <summary>It has passed.</summary>
    Overdue,
}
