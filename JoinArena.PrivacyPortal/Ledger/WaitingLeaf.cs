namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>A leaf, and the id of the entry whose record it commits to.</summary>
/// <param name="EntryId">The id of the <see cref="LedgerEntry"/>.</param>
/// <param name="Stored">The leaf as <see cref="StoredLeaf"/> stores it.</param>
public sealed record WaitingLeaf(Guid EntryId, byte[] Stored);
