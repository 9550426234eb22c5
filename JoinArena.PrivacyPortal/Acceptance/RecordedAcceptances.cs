using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Acceptances, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedAcceptances : RecordedRowSource<PolicyAcceptance>
{
    public override string Kind => "acceptance";

    protected override IEnumerable<RecordedRow> Describe(PolicyAcceptance row) =>
        [RecordedRow.FromEvent(row.Id, $"{row.WorkerId} {row.Version}", AcceptanceRecorded.FromAcceptance(row))];
}
