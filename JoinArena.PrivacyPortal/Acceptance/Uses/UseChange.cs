using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>What a worker wants to change about one use.</summary>
/// <param name="Recipient">The kind of party it is about; null for every kind that the clause names.</param>
/// <param name="Language">The language of the page.</param>
public sealed record UseChange(
    UseDecisionKind Kind,
    string ClauseId,
    PartyKind? Recipient,
    string Language,
    AcceptanceEvidence Evidence
);
