namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>Where a worker's request stands.</summary>
public enum RequestState
{
    /// <summary>Begun, and not yet confirmed to be the worker's own.</summary>
    Submitted,

    /// <summary>Confirmed; in the cooling-off time, nobody has been told.</summary>
    Confirmed,

    /// <summary>Its tasks are with the parties.</summary>
    InProgress,

    /// <summary>Every party has erased what it had, or had nothing.</summary>
    Completed,

    /// <summary>Every party has answered; something stays somewhere.</summary>
    PartlyCompleted,

    /// <summary>Every party refused, or JoinArena did before any was told.</summary>
    Refused,

    /// <summary>Taken back by the worker before any party was told.</summary>
    Withdrawn,

    /// <summary>Never confirmed.</summary>
    Expired,
}

/// <summary>Which state may follow which. The one place that says so.</summary>
public static class RequestStates
{
    /// <summary>The states that may follow directly; none for an end.</summary>
    public static IReadOnlyList<RequestState> NextStates(RequestState state) =>
        state switch
        {
            RequestState.Submitted => [RequestState.Confirmed, RequestState.Withdrawn, RequestState.Expired],
            RequestState.Confirmed => [RequestState.InProgress, RequestState.Refused, RequestState.Withdrawn],
            RequestState.InProgress =>
            [
                RequestState.Completed,
                RequestState.PartlyCompleted,
                RequestState.Refused,
                RequestState.Withdrawn,
            ],
            RequestState.Completed
            or RequestState.PartlyCompleted
            or RequestState.Refused
            or RequestState.Withdrawn
            or RequestState.Expired => [],
        };

    extension(RequestState state)
    {
        /// <summary>Whether nothing can happen to it any more.</summary>
        public bool IsEnd => NextStates(state).Count == 0;

        /// <summary>Confirmed, and not ended: somebody is waiting for it.</summary>
        public bool IsOpen => state is RequestState.Confirmed or RequestState.InProgress;
    }
}
