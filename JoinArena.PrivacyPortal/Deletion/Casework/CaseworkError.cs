namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>Why a change by the team was refused.</summary>
public enum CaseworkError
{
    NotFound,

    /// <summary>The request has ended, or has gone too far for this.</summary>
    NotNow,

    /// <summary>No officer has this address.</summary>
    NoOfficer,

    /// <summary>The text or the reason is missing.</summary>
    TextNeeded,
    TooLong,

    /// <summary>The text is no ISO 3166 code of a place.</summary>
    PlaceUnknown,

    /// <summary>It is so already.</summary>
    Unchanged,

    /// <summary>Neither the worker's message nor the day that carried the proof was named.</summary>
    ProofNeeded,

    /// <summary>The proof would be from before it was asked for, or from a time to come.</summary>
    ProofOutsideWait,
}
