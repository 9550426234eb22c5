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

    /// <summary>Whether the worker sees nothing of it before they have proved again who they are.</summary>
    public bool IsWithheld { get; private init; }

    internal static RequestSummary FromRequest(DeletionRequest request, ScopeName? name, DeadlineRules rules) =>
        new(
            request.Number,
            request.Scope,
            name,
            RequestOutcomes.FromRequest(request, name),
            request.SubmittedAt,
            request.ConfirmedAt,
            request.EndedAt,
            request.DueBy,
            request.Channel,
            request.FindDeadlineBasis(rules)
        );

    /// <summary>What the worker sees of one that is withheld: its number. Nothing tells what became of it.</summary>
    internal static RequestSummary FromWithheld(DeletionRequest request, DeadlineRules rules) =>
        new(
            request.Number,
            DeletionScope.Everything,
            null,
            new(RequestState.InProgress, ScopeKind.Everything, null, false, []),
            request.SubmittedAt,
            request.ConfirmedAt,
            null,
            request.DueBy,
            request.Channel,
            request.FindDeadlineBasis(rules)
        )
        {
            IsWithheld = true,
        };
}
