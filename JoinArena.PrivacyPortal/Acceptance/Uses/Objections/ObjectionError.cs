namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>Why a stop was not answered.</summary>
public enum ObjectionError
{
    /// <summary>There is none with this id, it has been answered, or the worker has taken the stop back.</summary>
    NotNow,

    /// <summary>A use goes on only on a ground, which has to be named.</summary>
    GroundNeeded,

    /// <summary>A use goes on only with reasons.</summary>
    ReasonsNeeded,
    TooLong,
}
