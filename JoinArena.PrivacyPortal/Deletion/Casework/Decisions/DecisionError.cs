namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>Why a decision about a request cannot be taken.</summary>
public enum DecisionError
{
    NotFound,

    /// <summary>The law allows no extension, or it was used, or it is too late for one.</summary>
    NotExtendable,

    /// <summary>A party may have been notified, or the request has ended.</summary>
    NotNow,

    /// <summary>The law where the worker lives does not have this ground.</summary>
    GroundUnknown,

    /// <summary>The reasons for the worker are missing.</summary>
    ReasonNeeded,
    ReasonTooLong,

    /// <summary>Another proposal about the same part is waiting for a decision.</summary>
    AlreadyProposed,

    /// <summary>The officer who proposed a refusal cannot approve it.</summary>
    SecondPersonNeeded,
}
