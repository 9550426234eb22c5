using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>A request in a list.</summary>
public sealed record RequestSummary(
    string Number,
    DeletionScope Scope,
    ScopeName? ScopeName,
    RequestOutcomes Outcomes,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    DateOnly? DueBy,
    RequestChannel Channel
)
{
    public RequestState State => Outcomes.State;
}
