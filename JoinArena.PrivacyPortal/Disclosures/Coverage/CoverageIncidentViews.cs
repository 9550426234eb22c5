using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>A page of incidents.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record PagedCoverageIncidents(IReadOnlyList<CoverageIncidentSummary> Incidents, DisclosureCursor? Next);

/// <summary>An incident in the list.</summary>
public sealed record CoverageIncidentSummary(CoverageIncident Incident, string PartyName, PartyKind PartyKind);

/// <summary>What the list of incidents can be filtered by.</summary>
public sealed record IncidentChoices(
    IReadOnlyList<IncidentParty> Parties,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<DataCategory> Categories
);

/// <summary>A party with incidents.</summary>
public sealed record IncidentParty(string Id, string Name);

/// <summary>How many incidents are open.</summary>
/// <param name="Breaches">Those that went against an accepted version or a stop.</param>
/// <param name="WithoutAcceptance">Those that are only about workers who had not accepted any version.</param>
public sealed record OpenIncidents(OpenCount Breaches, OpenCount WithoutAcceptance)
{
    /// <summary>How many of the breaches went against an accepted version.</summary>
    public int AgainstPolicy { get; init; }

    /// <summary>How many of the breaches went against a stop; some may have gone against an accepted version as well.</summary>
    public int AgainstStop { get; init; }
}

/// <summary>How many incidents of one sort are open.</summary>
/// <param name="Reopened">How many of them had been fixed before.</param>
public sealed record OpenCount(int All, int Reopened)
{
    /// <summary>How many of them no officer has taken.</summary>
    public int Unassigned { get; init; }

    /// <summary>The officer who has taken one, the first by sign-in; null if no one has.</summary>
    public string? FirstOwner { get; init; }

    /// <summary>The last by sign-in: the same officer if no one else has taken any.</summary>
    public string? LastOwner { get; init; }
}

/// <summary>Several incidents together.</summary>
/// <param name="Groups">How many incidents: the unit in which every page counts.</param>
/// <param name="Open">How many of them are open.</param>
/// <param name="Parties">How many parties they went to, or came from.</param>
public sealed record IncidentTotals(int Groups, int Open, int Parties, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>An incident with its history, the latest event first.</summary>
public sealed record CoverageIncidentDetails(
    CoverageIncident Incident,
    string PartyName,
    PartyKind PartyKind,
    IReadOnlyList<CoverageIncidentEvent> History
);

/// <summary>A page of an incident's disclosures.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record PagedIncidentDisclosures(IReadOnlyList<IncidentDisclosure> Disclosures, DisclosureCursor? Next);

/// <summary>One disclosure of an incident, as the team sees it.</summary>
public sealed record IncidentDisclosure(
    Guid Id,
    DateTimeOffset Time,
    string WorkerId,
    Direction Direction,
    string Source,
    string EventId,
    CoverageStatus CoverageStatus,
    string? Version,
    string? ReportedAs
)
{
    /// <summary>The worker's name; null if their record is gone.</summary>
    public string? WorkerName { get; init; }

    /// <summary>The name of the system that reported it; null if it has announced none.</summary>
    public string? SourceName { get; init; }
}
