using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>
/// The uses that one worker had stopped at one instant. Of each use the last choice counts, except for a stop that
/// JoinArena answered by going on: it counts until that answer. A stop follows its clause into later versions and back
/// into earlier ones (GDPR 7(3), 21).
/// </summary>
/// <param name="version">The version whose clauses are asked about.</param>
/// <param name="choices">What the worker had chosen by then, latest first.</param>
public sealed class StoppedUses(PolicyVersion? version, IReadOnlyList<UseChoice> choices, ClauseSuccession? succession)
{
    /// <summary>Nothing is stopped.</summary>
    public static readonly StoppedUses None = new(null, [], null);

    /// <summary>
    /// True if a clause that describes this was stopped. Another clause that allows the same is no way around a stop.
    /// </summary>
    public bool Includes(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        version is not null
        && choices.Count > 0
        && version.Clauses.Any(c => c.Allows(data, with, purpose, direction) && FindStop(c.Id, with) is not null);

    /// <summary>The choice by which this use is stopped; null if it is not.</summary>
    public UseChoice? FindStop(string clauseId, PartyKind recipient) =>
        FindChoices(clauseId, recipient).FirstOrDefault(c => c.DeniedAt is null)
            is { Kind: UseDecisionKind.Stopped } stop
            ? stop
            : null;

    /// <summary>The last choice about this use, also a stop that no longer counts; null if there is none.</summary>
    public UseChoice? FindLastChoice(string clauseId, PartyKind recipient) =>
        FindChoices(clauseId, recipient).FirstOrDefault();

    private IEnumerable<UseChoice> FindChoices(string clauseId, PartyKind recipient) =>
        choices.Where(c => c.Concerns(recipient) && succession!.AreRelated(c.ClauseId, clauseId));
}
