namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The state of a worker's request.</summary>
public enum RequestState
{
    /// <summary>A draft that the worker has not confirmed yet.</summary>
    Submitted,

    /// <summary>Confirmed, in the cooling-off time; no party has been notified.</summary>
    Confirmed,

    /// <summary>The parties are being notified and answer.</summary>
    InProgress,

    /// <summary>Every party has erased what it held, or held nothing.</summary>
    Completed,

    /// <summary>Every party we asked has answered, and not everything was erased.</summary>
    PartlyCompleted,

    /// <summary>Each part was refused: by the party, or by JoinArena before the party was notified.</summary>
    Refused,

    /// <summary>Withdrawn by the worker before any party was notified.</summary>
    Withdrawn,

    /// <summary>Never confirmed in time.</summary>
    Expired,
}

/// <summary>The table of allowed transitions of a request.</summary>
public static class RequestStates
{
    /// <summary>
    /// The states that may follow directly; none follows an end. The ways back from one are not in the table:
    /// <see cref="DeletionRequest.Reopen"/> and <see cref="DeletionRequest.ReopenOnAppeal"/>.
    /// </summary>
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
        /// <summary>Whether the request has ended.</summary>
        public bool IsEnd => NextStates(state).Count == 0;

        /// <summary>Confirmed and not ended: the worker waits for an answer.</summary>
        public bool IsOpen => state is RequestState.Confirmed or RequestState.InProgress;
    }
}
