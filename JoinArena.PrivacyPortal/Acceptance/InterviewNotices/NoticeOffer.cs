using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>
/// What the portal is to show: the body of <c>PUT /workers/{workerId}/interviews/{interviewId}/notice/page</c>.
/// </summary>
public sealed record NoticeOffer(
    string? Version,
    string? Language,
    string? Ai,
    string? Use,
    string? Recipients,
    string? Alternatives
)
{
    internal NoticeAnnouncement ToAnnouncement(DateTimeOffset readAt) =>
        new(Version, Language, Ai, Use, Recipients, Alternatives, Rfc3339.Write(readAt));
}
