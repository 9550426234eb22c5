namespace JoinArena.PrivacyPortal.Shell;

/// <summary>What a piece of a <see cref="Components.SegmentBar"/> shows. Each looks different also without its colour.</summary>
public enum SegmentKind
{
    /// <summary>Done as was asked.</summary>
    Done,

    /// <summary>Ended, and something stays.</summary>
    Kept,

    /// <summary>Refused, or failed.</summary>
    Refused,

    /// <summary>Begun, and an answer is awaited.</summary>
    Waiting,

    /// <summary>Not begun.</summary>
    Untouched,
}
