namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Why JoinArena answers by a date, and so what a page may say about it.</summary>
public enum DeadlineBasis
{
    /// <summary>A law binds, but counsel has not reviewed our reading of it: "expected by".</summary>
    Expected,

    /// <summary>A law binds, and counsel has reviewed every rule that was used: "the law requires".</summary>
    Required,

    /// <summary>No law binds for this request: "we promise".</summary>
    Promised,
}
