using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Api;

/// <summary>The data of the event that a worker has stopped a use, or allows it again.</summary>
/// <param name="DecisionId">The id of the decision, which is also on its receipt.</param>
/// <param name="WorkerId">The worker who decided.</param>
/// <param name="Clause">The clause that describes the use.</param>
/// <param name="Version">The version whose clause the worker saw.</param>
/// <param name="Uses">What must not happen from then on, or may happen again.</param>
/// <param name="At">When it was decided, in UTC. It counts from then on.</param>
/// <param name="Recipient">
/// The kind of party it is about. It is left out if it is about every kind that the clause names.
/// </param>
internal sealed record UseEventData(
    Guid DecisionId,
    string WorkerId,
    string Clause,
    string Version,
    IReadOnlyList<UseScope> Uses,
    string At,
    string? Recipient = null
)
{
    public static UseEventData Create(UseDecision decision, ClauseUse use) =>
        new(
            decision.Id,
            decision.WorkerId,
            decision.ClauseId,
            decision.Version,
            UseScope.FromClause(use.Clause, decision.Recipient),
            decision.At.ToIso(),
            decision.Recipient is { } recipient ? recipient.ToKebabCase() : null
        );
}
