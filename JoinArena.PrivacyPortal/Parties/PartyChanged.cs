using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>
/// The ledger's record of a change of a party. The member names are part of the ledger's format. Its subject is no
/// worker: <c>party/</c> and the party's id.
/// </summary>
internal sealed record PartyChanged(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    PartyChangeKind Change,
    ConnectorType? Connector,
    string? OtherParty
) : LedgerEvent("party-changed", Subject, At)
{
    public static PartyChanged FromChange(PartyChange row) =>
        new($"party/{row.PartyId}", row.At, row.Id, row.Kind, row.Connector, row.OtherPartyId);
}
