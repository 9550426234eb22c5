namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Why a version cannot be accepted now.</summary>
public enum AcceptanceError
{
    /// <summary>There is no such version, or none in that language.</summary>
    UnknownVersion,

    /// <summary>It is published, and its day is still to come.</summary>
    NotYetInForce,

    /// <summary>A later version is in force.</summary>
    NoLongerCurrent,

    /// <summary>The page it was said yes on used other words than it does now.</summary>
    WordingChanged,
}
