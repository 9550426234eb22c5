using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>What happens between the portal and the parties while it is in progress.</content>
public sealed partial class DeletionRequest
{
    /// <summary>
    /// Whether it ended because nobody had anything: that is said as it is, and not as a deletion done.
    /// </summary>
    public bool HadNothing =>
        State is RequestState.Completed && TaskStates.HadNothing([.. _tasks.Select(t => t.State)]);

    /// <summary>The party was reminded that its answer is awaited.</summary>
    internal void MarkReminded(ErasureTask task, DateTimeOffset now)
    {
        RequireOwnTask(task).Remind(now);
        AddEvent(RequestEventKind.PartyReminded, Actor.Portal, now, task);
    }

    /// <summary>The deadline has passed without the party's answer; said once.</summary>
    internal void MarkOverdue(ErasureTask task, DateTimeOffset now)
    {
        RequireOwnTask(task).EscalatedAt = now;
        AddEvent(RequestEventKind.PartyOverdue, Actor.Portal, now, task);
    }

    /// <summary>
    /// What a party was allowed to keep is due: the request is taken up again for it, with a deadline of its own.
    /// </summary>
    internal void Reopen(ErasureTask task, ResponseDeadlines deadlines, DateTimeOffset now)
    {
        if (!_tasks.Contains(task))
            throw new InvalidOperationException("The task is of another request.");
        task.Reopen();
        if (State is RequestState.PartlyCompleted)
        {
            (State, EndedAt, KeptUntil, DueBy, ExtendableTo, Law, DeadlineExplanation) = (
                RequestState.InProgress,
                null,
                null,
                deadlines.DueBy,
                null,
                deadlines.Law,
                [.. deadlines.Explanation]
            );
        }
        else if (State is not RequestState.InProgress)
        {
            throw new InvalidOperationException($"A request that is {State} is not taken up again.");
        }

        AddEvent(RequestEventKind.Reopened, Actor.Portal, now, task);
    }

    /// <summary>
    /// The other request through which the party would have been told came to nothing: it is told for this one.
    /// </summary>
    internal void DetachFromFollowedTask(ErasureTask task)
    {
        RequireOwnTask(task).FollowsTaskId = null;
        Revision++;
    }
}
