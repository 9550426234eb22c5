namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Which incidents to show. The page keeps it in its address. A value of null means all.</summary>
/// <param name="Owner">The owner's email address.</param>
/// <param name="OnlyUnderNoClause">
/// Leaves out incidents whose disclosures all happened before the worker had accepted any version.
/// </param>
public sealed record CoverageIncidentFilter(
    CoverageIncidentState? State = null,
    string? PartyId = null,
    string? Owner = null,
    bool OnlyUnderNoClause = false
)
{
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
        return OnlyUnderNoClause ? incidents.Where(c => c.UnderNoClause > 0 || c.AgainstStop > 0) : incidents;
    }
}
