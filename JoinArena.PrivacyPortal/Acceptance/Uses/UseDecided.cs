using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>The ledger event of a use that was stopped, or allowed again.</summary>
internal sealed record UseDecided(
    UseDecisionKind Decision,
    string Subject,
    DateTimeOffset At,
    Guid Id,
    string Policy,
    string Version,
    string Clause,
    PartyKind? Recipient
) : LedgerEvent(GetKind(Decision), Subject, At)
{
    public static UseDecided FromDecision(UseDecision d) =>
        new(d.Kind, d.WorkerId, d.At, d.Id, PolicyVersion.Policy, d.Version, d.ClauseId, d.Recipient);

    private static string GetKind(UseDecisionKind decision) =>
        decision switch
        {
            UseDecisionKind.Stopped => "use-stopped",
            UseDecisionKind.Resumed => "use-resumed",
        };
}
