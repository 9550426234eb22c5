namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What the privacy team decides about a request: more time, and not to do it.</summary>
public sealed partial class DeletionRequest
{
    public const int MaxDecisionLength = 2000;

    /// <summary>When the period was extended; at most once (GDPR 12(3)).</summary>
    public DateTimeOffset? ExtendedAt { get; private set; }

    /// <summary>The last day before it was extended.</summary>
    public DateOnly? FirstDueBy { get; private set; }

    /// <summary>Why it was refused as a whole: the code of the ground, and what the worker is told.</summary>
    public string? RefusalGround { get; private set; }

    public string? RefusalReason { get; private set; }

    /// <summary>Whether the law lets it be extended on that day: once, and told within the first period.</summary>
    public bool CanExtend(DateOnly today) =>
        State.IsOpen && ExtendedAt is null && ExtendableTo is not null && today <= DueBy;

    /// <summary>Whether it can still be refused as a whole: whatever a party has been told stands.</summary>
    public bool CanRefuse => State.IsOpen && _tasks.TrueForAll(t => !t.MayHaveBeenNotified && !t.State.IsEnd);

    /// <summary>Whether JoinArena can still refuse this party's part.</summary>
    public bool CanRefusePart(ErasureTask task) =>
        State is RequestState.InProgress && _tasks.Contains(task) && !task.MayHaveBeenNotified && !task.State.IsEnd;

    /// <summary>Takes the longer period that the law gives.</summary>
    /// <exception cref="InvalidOperationException">It gives none, or none any more.</exception>
    public void Extend(Actor by, DateOnly today, DateTimeOffset now)
    {
        if (!CanExtend(today))
            throw new InvalidOperationException("The law does not let this request be extended, or not any more.");
        (ExtendedAt, FirstDueBy, DueBy, ExtendableTo) = (now, DueBy, ExtendableTo, null);
        AddEvent(RequestEventKind.Extended, by, now);
    }

    /// <summary>Refuses it as a whole, before any party was told.</summary>
    /// <exception cref="InvalidOperationException">A party has been told, or it is over.</exception>
    public void Refuse(string ground, string words, Actor by, DateTimeOffset now)
    {
        if (!CanRefuse)
            throw new InvalidOperationException("A party has been told, or the request is over.");
        (RefusalGround, RefusalReason) = (ground, words);
        foreach (var task in _tasks)
            task.End(new(TaskOutcome.Refused, ground, Note: words), now);
        Finish(RequestState.Refused, RequestEventKind.RefusedByUs, by, now);
    }

    /// <summary>Refuses one party's part, before it was told. The last missing part ends the request.</summary>
    /// <exception cref="InvalidOperationException">It has been told, or it is over.</exception>
    public void RefusePart(ErasureTask task, string ground, string words, Actor by, DateTimeOffset now)
    {
        if (!CanRefusePart(task))
            throw new InvalidOperationException("The party has been told, or its part is over.");
        task.End(new(TaskOutcome.Refused, ground, Note: words), now);
        AddEvent(RequestEventKind.RefusedByUs, by, now, task);
        EndIfAnswered(now);
    }

    private void EndIfAnswered(DateTimeOffset now)
    {
        if (TaskStates.DeriveRequestEnd([.. _tasks.Select(t => t.State)]) is { } end)
            Finish(end, RequestEventKind.Ended, Actor.Portal, now);
    }
}
