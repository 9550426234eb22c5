namespace JoinArena.PrivacyPortal.Parties;

/// <summary>A party with its counts and history.</summary>
/// <param name="Formerly">The parties that were merged into it.</param>
/// <param name="Changes">What administrators changed, the latest first.</param>
public sealed record PartyDetails(
    Party Party,
    PartyCounts Counts,
    IReadOnlyList<FormerParty> Formerly,
    IReadOnlyList<PartyChange> Changes
);
