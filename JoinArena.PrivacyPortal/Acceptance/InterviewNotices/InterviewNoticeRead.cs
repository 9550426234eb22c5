using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>The ledger event of a notice that a worker read before an interview.</summary>
internal sealed record InterviewNoticeRead(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    string Interview,
    string Version,
    string Language,
    string Sha256
) : LedgerEvent("interview-notice", Subject, At)
{
    /// <remarks>The hash is computed from the words, so that a change of either is noticed.</remarks>
    public static InterviewNoticeRead FromNotice(InterviewNotice n) =>
        new(n.WorkerId, n.ReadAt, n.Id, n.InterviewId, n.Text.Version, n.Text.Language, n.Text.ComputeSha256());
}
