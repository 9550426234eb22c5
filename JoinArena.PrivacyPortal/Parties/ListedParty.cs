namespace JoinArena.PrivacyPortal.Parties;

/// <summary>A party in the list.</summary>
public sealed record ListedParty(Party Party, PartyCounts Counts);
