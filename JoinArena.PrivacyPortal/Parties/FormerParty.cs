namespace JoinArena.PrivacyPortal.Parties;

/// <summary>A party that was merged into another.</summary>
/// <param name="Until">When it was merged.</param>
public sealed record FormerParty(string Id, string Name, DateTimeOffset Until);
