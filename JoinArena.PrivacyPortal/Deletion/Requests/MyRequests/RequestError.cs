namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>Why a worker's wish about a request cannot be done now.</summary>
public enum RequestError
{
    /// <summary>There is no such request, or it is another worker's.</summary>
    NotFound,

    /// <summary>No party holds anything within the scope.</summary>
    NothingHeld,

    /// <summary>The worker has to prove who they are first.</summary>
    ConfirmItIsYou,

    /// <summary>A party has been told: it can no longer be taken back.</summary>
    AlreadyNotified,

    /// <summary>It is not in a state in which this can be done.</summary>
    NotNow,
}
