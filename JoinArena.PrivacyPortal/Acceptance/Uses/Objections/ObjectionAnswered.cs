using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>The ledger event of an answer to a stop.</summary>
internal sealed record ObjectionAnswered(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    Guid Stop,
    string Clause,
    ObjectionOutcome Outcome
) : LedgerEvent("use-stop-answered", Subject, At)
{
    public static ObjectionAnswered FromObjection(UseObjection o) =>
        new(o.WorkerId, o.AnsweredAt!.Value, o.Id, o.DecisionId, o.ClauseId, o.Outcome!.Value);
}
