using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Api;

/// <summary>The data of the event that JoinArena has answered a stop which the law had it weigh.</summary>
/// <param name="DecisionId">The id of the stop, which is also on its receipt and in the event of the stop.</param>
/// <param name="WorkerId">The worker whose stop it is.</param>
/// <param name="Clause">The clause that describes the use.</param>
/// <param name="Version">The version whose clause the worker saw.</param>
/// <param name="Uses">What the stop is about.</param>
/// <param name="Answer">
/// <c>upheld</c>: the stop stays. <c>denied</c>: JoinArena has named a ground on which it goes on, and the stop has ended.
/// </param>
/// <param name="At">When it was answered, in UTC. A stop that was denied counted until then.</param>
/// <param name="Recipient">
/// The kind of party it is about. It is left out if it is about every kind that the clause names.
/// </param>
internal sealed record UseAnswerEventData(
    Guid DecisionId,
    string WorkerId,
    string Clause,
    string Version,
    IReadOnlyList<UseScope> Uses,
    string Answer,
    string At,
    string? Recipient = null
)
{
    /// <param name="stop">The stop.</param>
    /// <param name="answered">The answer to it.</param>
    /// <param name="clause">The clause of the version that the worker saw; null if its text is gone.</param>
    public static UseAnswerEventData Create(UseDecision stop, UseObjection answered, Clause? clause) =>
        new(
            stop.Id,
            stop.WorkerId,
            stop.ClauseId,
            stop.Version,
            clause is null ? [] : UseScope.FromClause(clause, stop.Recipient),
            KebabCase.ToKebabCase(answered.Outcome!.Value),
            answered.AnsweredAt!.Value.ToIso(),
            stop.Recipient is { } recipient ? recipient.ToKebabCase() : null
        );
}
