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

    /// <summary>
    /// Whether no one noted that the party was asked: it answered, so it had been. The person who entered the answer did not ask.
    /// </summary>
    public bool IsKnownFromAnswer { get; init; }

    /// <summary>The events of a request, the newest first.</summary>
    internal static IReadOnlyList<TrackedEvent> ListNewestFirst(DeletionRequest request)
    {
        var names = request.Tasks.ToDictionary(t => t.Id, t => t.PartyName);
        RequestEvent[] events = [.. request.Events.OrderByDescending(e => e.Sequence)];
        return
        [
            .. events.Select(
                (e, i) =>
                    new TrackedEvent(
                        e.Id,
                        e.Kind,
                        e.ActorKind,
                        e.ActorName,
                        e.At,
                        e.TaskId is { } task ? names.GetValueOrDefault(task) : null,
                        e.State
                    )
                    {
                        IsKnownFromAnswer = i > 0 && IsPartOfAnswer(e, events[i - 1]),
                    }
            ),
        ];
    }

    // The request records both in one step, in the name of who brought the answer.
    private static bool IsPartOfAnswer(RequestEvent asked, RequestEvent next) =>
        asked.Kind is RequestEventKind.PartyNotified
        && next.Kind is RequestEventKind.PartyAnswered
        && (asked.TaskId, asked.At, asked.ActorKind, asked.ActorName)
            == (next.TaskId, next.At, next.ActorKind, next.ActorName);
}
