namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>The number of entries in each state.</summary>
/// <param name="Pending">Entries without an index.</param>
/// <param name="Sequenced">Entries with an index that are not yet in the tiles.</param>
/// <param name="Integrated">Entries in the tiles that no published checkpoint covers yet.</param>
/// <param name="Published">Entries that the published checkpoint covers.</param>
/// <param name="SignedAt">When that checkpoint was signed; null before the first.</param>
/// <param name="WaitingSince">
/// When the oldest entry that is not published was written; null if all are published.
/// </param>
public sealed record LogStatus(
    long Pending,
    long Sequenced,
    long Integrated,
    long Published,
    DateTimeOffset? SignedAt,
    DateTimeOffset? WaitingSince
)
{
    /// <summary>Entries that are not yet published.</summary>
    public long Waiting => Pending + Sequenced + Integrated;
}
