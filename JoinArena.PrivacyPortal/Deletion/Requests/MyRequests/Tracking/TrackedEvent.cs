using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>One line of a request's history.</summary>
/// <param name="ActorName">The officer or API key, for staff only.</param>
public sealed record TrackedEvent(
    Guid Id,
    RequestEventKind Kind,
    ActorKind ActorKind,
    string? ActorName,
    DateTimeOffset At,
    string? PartyName,
    TaskState? State
)
{
    /// <summary>What the worker filed, if this is that.</summary>
    public RemedyKind? Filed { get; init; }
}
