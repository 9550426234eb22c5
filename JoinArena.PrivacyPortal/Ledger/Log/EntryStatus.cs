using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>How far an entry has come on its way into the log, in the words of other logs.</summary>
public enum EntryState
{
    /// <summary>Committed with what it tells of; without an index yet.</summary>
    Pending,

    /// <summary>Its index is given for good.</summary>
    Sequenced,

    /// <summary>It is in the tiles.</summary>
    Integrated,

    /// <summary>A served checkpoint speaks of it: it can be proved.</summary>
    Published,
}

/// <summary>How far an entry has come.</summary>
/// <param name="State">How far.</param>
/// <param name="Index">Its place in the log, from <see cref="EntryState.Sequenced"/> on.</param>
public sealed record EntryStatus(EntryState State, long? Index);

/// <summary>That an entry stands in the log.</summary>
/// <param name="Status">There is a proof only for what is published.</param>
/// <param name="Hashes">The leaf's sibling first, the root's child last.</param>
/// <param name="Checkpoint">The signed note whose root they lead to; null without a proof.</param>
public sealed record EntryProof(EntryStatus Status, IReadOnlyList<TreeHash> Hashes, string? Checkpoint);

/// <summary>How the log is doing, in entries.</summary>
/// <param name="Pending">Without an index yet.</param>
/// <param name="Sequenced">With an index, not yet in the tiles.</param>
/// <param name="Integrated">In the tiles, not yet under a served checkpoint.</param>
/// <param name="Published">Under the served checkpoint.</param>
/// <param name="SignedAt">When that was signed; null before the first.</param>
/// <param name="WaitingSince">When the oldest entry that is not published came; null if none waits.</param>
public sealed record LogStatus(
    long Pending,
    long Sequenced,
    long Integrated,
    long Published,
    DateTimeOffset? SignedAt,
    DateTimeOffset? WaitingSince
)
{
    /// <summary>Not yet published.</summary>
    public long Waiting => Pending + Sequenced + Integrated;
}
