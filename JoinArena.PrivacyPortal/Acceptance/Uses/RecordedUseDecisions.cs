using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Uses that were stopped or allowed again, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedUseDecisions : RecordedRowSource<UseDecision>
{
    public override string Kind => "use-decision";

    protected override IEnumerable<RecordedRow> Describe(UseDecision row) =>
        [RecordedRow.FromEvent(row.Id, $"{row.WorkerId} {row.ClauseId}", UseDecided.FromDecision(row))];
}
