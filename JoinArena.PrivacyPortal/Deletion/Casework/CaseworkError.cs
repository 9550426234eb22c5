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
}
