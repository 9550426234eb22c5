using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>The ledger event of an acceptance.</summary>
internal sealed record AcceptanceRecorded(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    string Policy,
    string Version,
    string Language,
    string Sha256
) : LedgerEvent("acceptance", Subject, At)
{
    public static AcceptanceRecorded FromAcceptance(PolicyAcceptance a) =>
        new(a.WorkerId, a.AcceptedAt, a.Id, PolicyVersion.Policy, a.Version, a.Language, a.TextSha256);
}
