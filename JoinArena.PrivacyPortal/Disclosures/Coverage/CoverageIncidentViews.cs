using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>A page of incidents.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record PagedCoverageIncidents(IReadOnlyList<CoverageIncidentSummary> Incidents, DisclosureCursor? Next);

/// <summary>An incident in the list.</summary>
public sealed record CoverageIncidentSummary(CoverageIncident Incident, string PartyName);

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
);
