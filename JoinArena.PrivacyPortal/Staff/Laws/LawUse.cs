using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A law and what depends on it.</summary>
/// <param name="Places">The places that name it.</param>
/// <param name="OpenRequests">How many open requests have their date, grounds or remedies from it.</param>
public sealed record LawUse(Law Law, IReadOnlyList<Jurisdiction> Places, int OpenRequests)
{
    /// <summary>How many complaints and appeals wait for an answer that is due by it.</summary>
    public int OpenRemedies { get; init; }

    /// <summary>How many stops of a use wait for an answer that is due by it.</summary>
    public int OpenStops { get; init; }
}
