using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>Views by staff, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedStaffViews : RecordedRowSource<AccessLogEntry>
{
    public override string Kind => "staff-view";

    // A change of the email address is compared by itself. A search that found no one is about no one. The record of a
    // view of a request is erased with the request, whose number the row then no longer has.
    protected override IEnumerable<RecordedRow> Describe(AccessLogEntry row) =>
        row is { WorkerId: null } or { Target: AccessTarget.EmailChanged }
        || row is { Target: AccessTarget.Request, TargetId: null }
            ? []
            : [RecordedRow.FromEvent(row.Id, $"{row.WorkerId} {row.Id}", CreateEvent(row, row.WorkerId!))];

    private static StaffViewRecorded CreateEvent(AccessLogEntry row, string worker) =>
        new(worker, row.At, row.Id, row.Target, row.TargetId, row.Role);
}
