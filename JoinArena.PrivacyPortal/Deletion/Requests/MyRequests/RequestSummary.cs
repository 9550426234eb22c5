using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>A request in a list.</summary>
public sealed record RequestSummary(
    string Number,
    RequestState State,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    DateOnly? DueBy,
    bool HadNothing,
    RequestChannel Channel
);
