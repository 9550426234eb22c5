namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The disclosures to and from one party, of all workers together.</summary>
/// <param name="Workers">How many workers they concern.</param>
/// <param name="Times">How many disclosures, without those that were retracted or replaced.</param>
/// <param name="Uncovered">How many of them no clause covers.</param>
/// <param name="LastAt">When the latest was; null when there is none.</param>
public sealed record PartyCounts(int Workers, long Times, long Uncovered, DateTimeOffset? LastAt)
{
    internal static readonly PartyCounts None = new(0, 0, 0, null);
}
