namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>The state of one party's part of a request.</summary>
public enum TaskState
{
    /// <summary>The party has not been notified.</summary>
    Pending,

    /// <summary>The party has been notified; never counted as done.</summary>
    Sent,

    /// <summary>The party says that it has received the request.</summary>
    Acknowledged,

    Erased,

    /// <summary>The party held nothing.</summary>
    NothingHeld,

    /// <summary>Kept on a legal ground, until a date.</summary>
    Retained,

    /// <summary>
    /// Cannot be undone, such as what a trained model has learned; the note says what the party does instead.
    /// </summary>
    Irreversible,

    /// <summary>Refused by the party.</summary>
    Refused,

    /// <summary>JoinArena refused this part: the party was never asked, and gave no answer.</summary>
    NotAsked,

    /// <summary>The party could not be notified; a person must act.</summary>
    Failed,
}
