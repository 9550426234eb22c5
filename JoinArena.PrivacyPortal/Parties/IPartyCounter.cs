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

/// <summary>The disclosures to and from one party, of all workers together.</summary>
/// <param name="Workers">How many workers they concern.</param>
/// <param name="Times">How many disclosures, without those that were retracted or replaced.</param>
/// <param name="Uncovered">How many of them no clause covers.</param>
/// <param name="LastAt">When the latest was; null when there is none.</param>
public sealed record PartyCounts(int Workers, long Times, long Uncovered, DateTimeOffset? LastAt)
{
    internal static readonly PartyCounts None = new(0, 0, 0, null);
}
