namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The table of allowed transitions of a request.</summary>
public static class RequestStates
{
    /// <summary>
    /// The states that may follow directly; none follows an end, except when a partly completed request is reopened.
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
