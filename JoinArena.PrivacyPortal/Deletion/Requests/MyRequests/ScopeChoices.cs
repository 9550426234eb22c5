using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures.MyData;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>What the worker can choose to have erased.</summary>
/// <param name="Held">What each party holds.</param>
/// <param name="UncoveredParties">How many parties hold something that no clause covered.</param>
/// <param name="Interviews">The interviews that some of it belongs to, newest first.</param>
public sealed record ScopeChoices(
    IReadOnlyList<PartyHoldings> Held,
    int UncoveredParties,
    IReadOnlyList<InterviewSummary> Interviews
);
