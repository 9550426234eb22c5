using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>A request in a list.</summary>
/// <param name="DeadlineBasis">Why the answer is due by <paramref name="DueBy"/>.</param>
public sealed record RequestSummary(
    string Number,
    DeletionScope Scope,
    ScopeName? ScopeName,
    RequestOutcomes Outcomes,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    DateOnly? DueBy,
    RequestChannel Channel,
    DeadlineBasis DeadlineBasis
)
{
    public RequestState State => Outcomes.State;
}
