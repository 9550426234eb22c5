namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>An entry and the leaf that commits to its record, to be stored in one transaction.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Leaf">Its leaf, which waits for its place in the log.</param>
internal sealed record SealedEntry(LedgerEntry Entry, WaitingLeaf Leaf);
