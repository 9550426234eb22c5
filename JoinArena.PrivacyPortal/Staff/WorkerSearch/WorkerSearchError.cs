namespace JoinArena.PrivacyPortal.Staff.WorkerSearch;

/// <summary>Why a search was not run.</summary>
public enum WorkerSearchError
{
    InvalidSearchText,

    /// <summary>The workers found can see the reason, so it is required.</summary>
    ReasonRequired,
}
