using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Counts the disclosures to and from a party. The slice that keeps the disclosures implements it.</summary>
public interface IPartyCounter
{
    /// <summary>The counts by party id. A party without disclosures is left out.</summary>
    Task<IReadOnlyDictionary<string, PartyCounts>> CountAsync(
        PortalDbContext db,
        IReadOnlyCollection<string> partyIds,
        CancellationToken ct
    );
}
