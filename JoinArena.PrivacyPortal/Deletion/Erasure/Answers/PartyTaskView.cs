using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>A party's task, as the party sees it.</summary>
/// <param name="Link">What the link is for that the party uses.</param>
/// <param name="IsWithdrawn">True if the worker has withdrawn the request.</param>
/// <param name="IsAskedAgain">True if the party has been asked again since the link was sent.</param>
public sealed record PartyTaskView(
    OutcomeLink Link,
    string Number,
    TrackedTask Task,
    DateOnly DueBy,
    bool IsWithdrawn,
    bool IsAskedAgain
)
{
    /// <summary>
    /// The id of the person who asks, which the letter to the party has too. Only the letter has a name: who is passed the
    /// link reads none.
    /// </summary>
    public required string WorkerId { get; init; }

    /// <summary>The grounds it can give for keeping data.</summary>
    public IReadOnlyList<Ground> KeepingGrounds { get; init; } = [];

    /// <summary>The grounds it can give for refusing.</summary>
    public IReadOnlyList<Ground> RefusingGrounds { get; init; } = [];

    /// <summary>Until when it can correct its answer; null if it cannot.</summary>
    public DateTimeOffset? CorrectableUntil { get; init; }

    /// <summary>True once the day has passed by which an answer was due. The link works for some time after it.</summary>
    public bool IsLate { get; init; }

    /// <summary>The laws under which it is asked.</summary>
    public IReadOnlyList<ErasureLaw> Laws { get; init; } = [];

    /// <summary>True while the party's answer is missing.</summary>
    public bool IsOpen => !IsWithdrawn && !IsAskedAgain && !Task.State.IsEnd;
}
