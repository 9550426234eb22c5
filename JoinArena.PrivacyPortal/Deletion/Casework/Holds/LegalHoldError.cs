namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>Why a legal hold was not placed or lifted.</summary>
public enum LegalHoldError
{
    NotFound,

    /// <summary>The party holds no data about the worker.</summary>
    PartyUnknown,
    CitationNeeded,
    ReasonNeeded,
    TooLong,

    /// <summary>There is already a hold on the same data.</summary>
    AlreadyHeld,
}
