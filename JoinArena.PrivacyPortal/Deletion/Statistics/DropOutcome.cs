using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>
/// The four outcomes that California's deletion platform (DROP) knows, for an answered request (Civ. Code 1798.99.86).
/// JoinArena is no data broker; the words make its figures comparable.
/// </summary>
public enum DropOutcome
{
    /// <summary>What is not exempt was erased.</summary>
    Deleted,

    /// <summary>Only its sale was stopped. No request of this portal ends so.</summary>
    OptedOut,

    /// <summary>All of it is kept, on a ground in law.</summary>
    Exempted,

    /// <summary>Nothing was held.</summary>
    NotFound,
}

/// <summary>Finds the outcome of a request.</summary>
internal static class DropOutcomes
{
    /// <summary>The outcome; null while there is no answer, and for a request that was withdrawn.</summary>
    /// <param name="hadNothing">Whether every party held nothing.</param>
    /// <param name="hasErased">Whether a party erased something.</param>
    public static DropOutcome? Find(RequestState state, bool hadNothing, bool hasErased) =>
        state switch
        {
            RequestState.Completed => hadNothing ? DropOutcome.NotFound : DropOutcome.Deleted,
            RequestState.PartlyCompleted => hasErased ? DropOutcome.Deleted : DropOutcome.Exempted,
            RequestState.Refused => DropOutcome.Exempted,
            RequestState.Submitted
            or RequestState.Confirmed
            or RequestState.InProgress
            or RequestState.Withdrawn
            or RequestState.Expired => null,
        };
}
