using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>Notices before interviews, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedInterviewNotices : RecordedRowSource<InterviewNotice>
{
    public override string Kind => "interview-notice";

    protected override IEnumerable<RecordedRow> Describe(InterviewNotice row) =>
        [RecordedRow.FromEvent(row.Id, $"{row.WorkerId} {row.InterviewId}", InterviewNoticeRead.FromNotice(row))];
}
