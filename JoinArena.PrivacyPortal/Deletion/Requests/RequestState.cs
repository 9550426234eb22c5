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
