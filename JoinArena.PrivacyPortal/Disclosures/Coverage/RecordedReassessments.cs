using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Reassessments of coverage, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedReassessments : RecordedRowSource<CoverageReassessment>
{
    public override string Kind => "reassessment";

    protected override IEnumerable<RecordedRow> Describe(CoverageReassessment row) =>
        [RecordedRow.FromEvent(row.Id, $"{row.WorkerId} {row.DisclosureId}", CreateEvent(row))];

    private static DisclosureReassessed CreateEvent(CoverageReassessment row) =>
        new(row.WorkerId, row.At, row.DisclosureId.ToString("D"), row.Reason, row.NewStatus, row.NewVersion);
}
