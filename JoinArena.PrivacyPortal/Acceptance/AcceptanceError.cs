namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Why a version cannot be accepted now.</summary>
public enum AcceptanceError
{
    /// <summary>There is no such version, or it has no text in that language.</summary>
    UnknownVersion,

    /// <summary>It is published but not in force yet.</summary>
    NotYetInForce,

    /// <summary>A later version is in force.</summary>
    NoLongerCurrent,

    /// <summary>The page had a different checkbox or button text when the worker opened it.</summary>
    WordingChanged,
}
