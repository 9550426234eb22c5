namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>
/// A published number of requests: first in the words of 11 CCR 7102, then the answered ones again in those of
/// California's DROP.
/// </summary>
public enum PublishedColumn
{
    Received,

    /// <summary>Complied with, in whole or in part.</summary>
    Complied,
    Denied,

    /// <summary>Not answered yet, or withdrawn by the worker.</summary>
    Unanswered,
    Deleted,
    OptedOut,
    Exempted,
    NotFound,
}
