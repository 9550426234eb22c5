namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>Why a decision about a request cannot be taken.</summary>
public enum DecisionError
{
    NotFound,

    /// <summary>The law gives no extension, it has been taken, or its time has passed.</summary>
    NotExtendable,

    /// <summary>A party has been told, or it is over.</summary>
    NotNow,

    /// <summary>The law of the worker's place knows no such ground.</summary>
    GroundUnknown,

    /// <summary>The worker has to be given reasons.</summary>
    ReasonNeeded,
    ReasonTooLong,

    /// <summary>A proposal for the same is waiting to be decided.</summary>
    AlreadyProposed,

    /// <summary>Whoever proposed it does not decide on it.</summary>
    SecondPersonNeeded,
}
