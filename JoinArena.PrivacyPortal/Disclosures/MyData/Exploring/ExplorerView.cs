using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>What the worker chose to see of who has their data.</summary>
/// <param name="Basis">What does not depend on the choice.</param>
/// <param name="Address">The choice as an address.</param>
/// <param name="Filter">The same choice as a filter.</param>
/// <param name="Listed">The parties that match.</param>
/// <param name="Page">The disclosures that match, newest first.</param>
/// <param name="Count">How many disclosures match.</param>
/// <param name="IsWholeCount">Whether all were counted; if not, there may be more.</param>
public sealed record ExplorerView(
    ExplorerBasis Basis,
    ListAddress Address,
    DisclosureFilter Filter,
    IReadOnlyList<PartySummary> Listed,
    PagedDisclosures Page,
    int Count,
    bool IsWholeCount
)
{
    /// <summary>Every party of the worker.</summary>
    public IReadOnlyList<PartySummary> Parties => Basis.Parties;

    /// <summary>The worker's interviews, by which disclosures are named.</summary>
    public IReadOnlyList<InterviewSummary> Interviews => Basis.Interviews;

    /// <summary>What has become of what was sent.</summary>
    public CopyStatuses Copies => Basis.Copies;

    /// <summary>What the worker has accepted, newest first.</summary>
    public IReadOnlyList<PolicyAcceptance> Accepted => Basis.Accepted;

    /// <summary>The parties that received data about the worker.</summary>
    public IReadOnlyList<PartySummary> Received => field ??= [.. Parties.Where(p => p.HasReceived)];

    /// <summary>Whether each disclosure has its own line; if not, repeats are grouped.</summary>
    public bool Each => Address.IsEach;

    /// <summary>Whether every party that matches is shown at once.</summary>
    public bool ShowsAllParties => Address.Values["parties"] == "all";

    /// <summary>
    /// Whether nothing was chosen, so that the latest disclosures are enough. What was chosen is listed as a whole, as
    /// addresses in emails and bookmarks expect.
    /// </summary>
    public bool IsWhole => !Filter.IsSet && !Each && !Address.Values.ContainsKey("before");

    /// <summary>The name of the version that the worker had accepted at that time; null for none.</summary>
    public string? FindVersionAt(DateTimeOffset at) => Accepted.FirstOrDefault(a => a.AcceptedAt <= at)?.Version;
}
