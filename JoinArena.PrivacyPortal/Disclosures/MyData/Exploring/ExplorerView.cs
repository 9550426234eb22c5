using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;

/// <summary>What the worker chose to see of who has their data.</summary>
/// <param name="Address">The choice as an address.</param>
/// <param name="Filter">The same choice as a filter.</param>
/// <param name="Parties">Every party of the worker.</param>
/// <param name="Listed">Those of them that match.</param>
/// <param name="Interviews">The worker's interviews, by which disclosures are named.</param>
/// <param name="Page">The disclosures that match, newest first.</param>
/// <param name="Copies">What has become of what was sent.</param>
/// <param name="Accepted">What the worker has accepted, newest first.</param>
/// <param name="Count">How many disclosures match.</param>
/// <param name="IsWholeCount">Whether all were counted; if not, there may be more.</param>
public sealed record ExplorerView(
    ListAddress Address,
    DisclosureFilter Filter,
    IReadOnlyList<PartySummary> Parties,
    IReadOnlyList<PartySummary> Listed,
    IReadOnlyList<InterviewSummary> Interviews,
    PagedDisclosures Page,
    CopyBook Copies,
    IReadOnlyList<PolicyAcceptance> Accepted,
    int Count,
    bool IsWholeCount
)
{
    /// <summary>The parties that received data about the worker.</summary>
    public IReadOnlyList<PartySummary> Received => field ??= [.. Parties.Where(p => p.HasReceived)];

    /// <summary>Whether each disclosure has its own line; if not, repeats are grouped.</summary>
    public bool Each => Address.Values["each"] == "1";

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
