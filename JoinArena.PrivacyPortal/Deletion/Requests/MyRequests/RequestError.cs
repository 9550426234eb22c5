namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>Why a worker's change of a request was refused.</summary>
public enum RequestError
{
    /// <summary>There is no such request, or it is another worker's.</summary>
    NotFound,

    /// <summary>The worker must prove who they are first.</summary>
    ConfirmItIsYou,

    /// <summary>A party may have been notified: the request can no longer be withdrawn.</summary>
    AlreadyNotified,

    /// <summary>The state of the request does not allow it.</summary>
    NotNow,
}
