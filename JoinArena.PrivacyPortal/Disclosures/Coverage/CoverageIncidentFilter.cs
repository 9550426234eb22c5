using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Which incidents to show. The page keeps it in its address. A value of null means all.</summary>
/// <param name="Owner">The owner's email address.</param>
/// <param name="Basis">Which incidents, by what their disclosures went against.</param>
public sealed record CoverageIncidentFilter(
    CoverageIncidentState? State = null,
    string? PartyId = null,
    string? Owner = null,
    CoverageIncidentBasis Basis = CoverageIncidentBasis.All
)
{
    /// <summary>The kind of data.</summary>
    public DataCategory? Category { get; init; }

    /// <summary>What it was for.</summary>
    public Purpose? Purpose { get; init; }

    internal IQueryable<CoverageIncident> Apply(IQueryable<CoverageIncident> incidents)
    {
        // An incident without disclosures is of interest only where an officer has decided something about it.
        incidents = incidents.Where(c => c.Times > 0 || c.State != CoverageIncidentState.Open);
        if (State is { } state)
            incidents = incidents.Where(c => c.State == state);
        if (PartyId is { } party)
            incidents = incidents.Where(c => c.PartyId == party);
        if (Owner is { } owner)
            incidents = incidents.Where(c => c.Owner == owner);
        if (Category is { } category)
            incidents = incidents.Where(c => c.Category == category);
        if (Purpose is { } purpose)
            incidents = incidents.Where(c => c.Purpose == purpose);
        return Basis switch
        {
            CoverageIncidentBasis.All => incidents,
            CoverageIncidentBasis.Breaches => incidents.Where(c =>
                c.Times == 0 || c.UnderNoClause > 0 || c.AgainstStop > 0
            ),
            CoverageIncidentBasis.NothingAccepted => incidents.Where(c =>
                c.Times > 0 && c.UnderNoClause == 0 && c.AgainstStop == 0
            ),
        };
    }
}

/// <summary>What the disclosures of an incident went against.</summary>
public enum CoverageIncidentBasis
{
    /// <summary>Anything.</summary>
    All,

    /// <summary>At least one went against an accepted version or a stop.</summary>
    Breaches,

    /// <summary>None did: the workers had not accepted any version by then.</summary>
    NothingAccepted,
}
