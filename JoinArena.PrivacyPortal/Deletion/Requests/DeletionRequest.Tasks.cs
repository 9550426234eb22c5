using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>
/// The state machine's other half: what may happen to the parties' parts while the request is in progress. The last
/// answer ends the request.
/// </content>
public sealed partial class DeletionRequest
{
    /// <summary>The party has been notified.</summary>
    public void MarkNotified(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).MarkNotified(now);
        AddEvent(RequestEventKind.PartyNotified, by, now, task);
    }

    /// <summary>The party says that it has received the request.</summary>
    public void MarkAcknowledged(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).Acknowledge(now);
        AddEvent(RequestEventKind.PartyAcknowledged, by, now, task);
    }

    /// <summary>The party could not be notified.</summary>
    public void MarkNotReached(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).Fail();
        AddEvent(RequestEventKind.PartyNotReached, by, now, task);
    }

    /// <summary>The party was reminded that we await its answer.</summary>
    internal void MarkReminded(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).Remind(now);
        AddEvent(RequestEventKind.PartyReminded, by, now, task);
    }

    /// <summary>The deadline has passed without the party's answer; recorded once.</summary>
    internal void MarkOverdue(ErasureTask task, DateTimeOffset now)
    {
        RequireOwnTask(task).EscalatedAt = now;
        AddEvent(RequestEventKind.PartyOverdue, Actor.Portal, now, task);
    }

    /// <summary>
    /// Records the party's answer; the last one ends the request. A party that answers has been notified.
    /// </summary>
    public void Record(ErasureTask task, OutcomeReport report, Actor by, DateTimeOffset now)
    {
        if (!RequireOwnTask(task).State.IsNotified && !task.State.IsEnd)
            MarkNotified(task, by, now);
        task.End(report, now);
        AddEvent(RequestEventKind.PartyAnswered, by, now, task);
        EndIfAnswered(now);
    }

    /// <summary>
    /// Records another answer of the party in place of the one it gave, or that an officer wrote down for it. Not after the
    /// request has ended: the certificate then says what was answered.
    /// </summary>
    internal void CorrectAnswer(ErasureTask task, OutcomeReport report, Actor by, DateTimeOffset now)
    {
        // An officer corrects what was written down: the party answered when it did.
        RequireOwnTask(task).Correct(report, by.Kind is ActorKind.Party ? now : null);
        AddEvent(RequestEventKind.AnswerCorrected, by, now, task);
    }

    /// <summary>Refuses one party's part, before the party was notified. The last open part ends the request.</summary>
    /// <exception cref="InvalidOperationException">The party may have been notified, or its part has ended.</exception>
    public void RefusePart(ErasureTask task, string ground, string reason, Actor by, DateTimeOffset now)
    {
        Require(CanRefusePart(task), "The party may have been notified, or its part has ended.");
        task.Refuse(ground, reason, now);
        AddEvent(RequestEventKind.RefusedByUs, by, now, task);
        EndIfAnswered(now);
    }

    /// <summary>Opens tasks for copies that were found while the request is in progress.</summary>
    /// <returns>The new tasks.</returns>
    internal IReadOnlyList<ErasureTask> AddRedisclosures(IEnumerable<PartyHoldings> held, DateTimeOffset now)
    {
        Require(State is RequestState.InProgress, $"A request that is {State} takes no more tasks.");
        List<ErasureTask> added = [.. held.Select(h => new ErasureTask(Id, h, now))];
        _tasks.AddRange(added);
        foreach (var task in added)
            AddEvent(RequestEventKind.RedisclosureFound, Actor.Portal, now, task);
        return added;
    }

    /// <summary>
    /// The other request through which the party would have been notified ended without that: the party is notified
    /// for this one.
    /// </summary>
    internal void DetachFromFollowedTask(ErasureTask task)
    {
        RequireOwnTask(task).FollowsTaskId = null;
        Revision++;
    }

    /// <summary>
    /// The time for which a party was allowed to keep something is over. A request that had partly completed is in
    /// progress again, with a deadline of its own.
    /// </summary>
    internal void Reopen(ErasureTask task, ResponseDeadlines deadlines, DateTimeOffset now)
    {
        Require(_tasks.Contains(task), "The task belongs to another request.");
        Require(
            State is RequestState.PartlyCompleted or RequestState.InProgress,
            $"A request that is {State} is not reopened."
        );
        task.Reopen();
        if (State is RequestState.PartlyCompleted)
            ResumeWith(deadlines, now);
        AddEvent(RequestEventKind.Reopened, Actor.Portal, now, task);
    }

    /// <summary>
    /// An appeal against its outcome was upheld: what was refused or kept is asked for again, with a deadline of its
    /// own. The way back from a refusal and from a partial end.
    /// </summary>
    /// <param name="held">The parties to ask if none was asked before.</param>
    /// <returns>The tasks to notify parties of.</returns>
    internal IReadOnlyList<ErasureTask> ReopenOnAppeal(
        IEnumerable<PartyHoldings> held,
        ResponseDeadlines deadlines,
        Actor by,
        DateTimeOffset now
    )
    {
        Require(CanReopenOnAppeal, $"A request that is {State} has nothing to ask for again.");
        List<ErasureTask> asked = [.. _tasks.Where(t => t.CanReopenOnAppeal)];
        foreach (var task in asked)
            task.ReopenOnAppeal();
        if (_tasks.Count == 0)
        {
            _tasks.AddRange(held.Select(h => new ErasureTask(Id, h, now)));
            asked = [.. _tasks];
        }

        RefusalGround = null;
        RefusalReason = null;
        if (State is not RequestState.InProgress)
            ResumeWith(deadlines, now);
        AddEvent(RequestEventKind.ReopenedOnAppeal, by, now);
        return asked;
    }

    private void ResumeWith(ResponseDeadlines deadlines, DateTimeOffset now)
    {
        State = RequestState.InProgress;
        StartedAt ??= now;
        EndedAt = null;
        KeptUntil = null;
        SetDueBy(deadlines.DueBy, deadlines.Zone);
        ExtendableTo = null;
        SetRefuseBy(deadlines.RefuseBy);
        Law = deadlines.Law;
        DeadlineExplanation = [.. deadlines.Explanation];
    }

    private void EndIfAnswered(DateTimeOffset now)
    {
        if (TaskStates.DeriveRequestEnd([.. _tasks.Select(t => t.State)]) is { } end)
            Finish(end, RequestEventKind.Ended, Actor.Portal, now);
    }

    private ErasureTask RequireOwnTask(ErasureTask task)
    {
        Require(
            State is RequestState.InProgress && _tasks.Contains(task),
            "Tasks change only while their request is in progress."
        );
        return task;
    }
}
