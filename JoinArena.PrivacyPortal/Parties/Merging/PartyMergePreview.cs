namespace JoinArena.PrivacyPortal.Parties.Merging;

/// <summary>The two parties of a merge and what is counted of each.</summary>
public sealed record PartyMergePreview(Party From, Party Into, PartyCounts FromCounts, PartyCounts IntoCounts);
