namespace JoinArena.PrivacyPortal.Parties;

/// <summary>A party in the list.</summary>
public sealed record ListedParty(Party Party, PartyCounts Counts);

/// <summary>A page of the list.</summary>
/// <param name="Next">The id after which the next page begins; null on the last page.</param>
public sealed record PagedParties(IReadOnlyList<ListedParty> Parties, string? Next);
