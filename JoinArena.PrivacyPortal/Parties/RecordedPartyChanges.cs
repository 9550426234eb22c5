using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Changes of parties, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedPartyChanges : RecordedRowSource<PartyChange>
{
    public override string Kind => "party-change";

    protected override IEnumerable<RecordedRow> Describe(PartyChange row) =>
        [RecordedRow.FromEvent(row.Id, $"{row.PartyId} {row.Kind.ToKebabCase()}", PartyChanged.FromChange(row))];
}
