namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>A leaf at its place in the log.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="EntryId">The id of its <see cref="LedgerEntry"/>.</param>
/// <param name="Stored">The leaf as <see cref="StoredLeaf"/> stores it.</param>
internal sealed record LoggedLeaf(long Index, Guid EntryId, byte[] Stored);
