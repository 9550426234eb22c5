using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>A party's task, as the party sees it.</summary>
/// <param name="Grounds">The grounds it can give for keeping data or refusing.</param>
/// <param name="Round">The round of asking that the link is for.</param>
/// <param name="IsWithdrawn">True if the worker has withdrawn the request.</param>
/// <param name="IsAskedAgain">True if the party has been asked again since the link was sent.</param>
public sealed record PartyTaskView(
    string Number,
    TrackedTask Task,
    IReadOnlyList<Ground> Grounds,
    DateOnly DueBy,
    int Round,
    bool IsWithdrawn,
    bool IsAskedAgain
)
{
    /// <summary>The laws under which it is asked.</summary>
    public IReadOnlyList<ErasureLaw> Laws { get; init; } = [];

    /// <summary>True while the party's answer is missing.</summary>
    public bool IsOpen => !IsWithdrawn && !IsAskedAgain && !Task.State.IsEnd;
}
