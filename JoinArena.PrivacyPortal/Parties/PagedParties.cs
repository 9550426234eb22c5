namespace JoinArena.PrivacyPortal.Parties;

/// <summary>A party in the list.</summary>
public sealed record ListedParty(Party Party, PartyCounts Counts);

/// <summary>A page of the list.</summary>
/// <param name="Total">How many parties are on all pages together.</param>
public sealed record PagedParties(IReadOnlyList<ListedParty> Parties, int Total);
