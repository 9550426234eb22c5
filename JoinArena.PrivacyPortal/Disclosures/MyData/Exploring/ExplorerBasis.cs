using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Copies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>What is the same whatever the worker chooses to see, until their data changes.</summary>
/// <param name="WorkerId">Whose data it is.</param>
/// <param name="Parties">Every party of the worker.</param>
/// <param name="Interviews">The worker's interviews, by which disclosures are named.</param>
/// <param name="Copies">What has become of what was sent.</param>
/// <param name="Accepted">What the worker has accepted, newest first.</param>
public sealed record ExplorerBasis(
    string WorkerId,
    IReadOnlyList<PartySummary> Parties,
    IReadOnlyList<InterviewSummary> Interviews,
    CopyStatuses Copies,
    IReadOnlyList<PolicyAcceptance> Accepted
);
