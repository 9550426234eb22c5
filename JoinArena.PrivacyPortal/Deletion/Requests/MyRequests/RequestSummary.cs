using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>A request in a list.</summary>
/// <param name="DeadlineBasis">Why the answer is due by <paramref name="DueBy"/>.</param>
public sealed record RequestSummary(
    string Number,
    RequestState State,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    DateOnly? DueBy,
    bool HadNothing,
    RequestChannel Channel,
    DeadlineBasis DeadlineBasis
);
