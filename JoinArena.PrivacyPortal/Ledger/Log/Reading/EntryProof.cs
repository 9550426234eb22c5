using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>The proof that an entry is in the log.</summary>
/// <param name="Status">How far the entry has come; only a published entry has a proof.</param>
/// <param name="Hashes">The hashes from the leaf's sibling up to the root's child.</param>
/// <param name="Checkpoint">The signed note with the root that the hashes lead to; null if there is no proof.</param>
public sealed record EntryProof(EntryStatus Status, IReadOnlyList<TreeHash> Hashes, string? Checkpoint)
{
    /// <summary>The leaf in the log, exactly as it is hashed; empty if there is no proof.</summary>
    public string Leaf { get; init; } = "";
}
