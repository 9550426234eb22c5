namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>A worker's uncovered disclosures, counted among the latest <see cref="MaxCounted"/>.</summary>
/// <param name="BeforeAccepting">How many happened before the worker had accepted any version.</param>
/// <param name="UnderNoClause">How many the version accepted then did not allow.</param>
/// <param name="AgainstStop">How many happened after the worker had stopped the use.</param>
/// <param name="Only">The disclosure itself, where exactly one is under no clause.</param>
public sealed record UncoveredCount(int BeforeAccepting, int UnderNoClause, int AgainstStop, DisclosureView? Only)
{
    /// <summary>
    /// Counting stops here: a worker with this many needs no exact number, and no page should wait for one.
    /// </summary>
    public const int MaxCounted = 500;

    internal static UncoveredCount Create(IReadOnlyDictionary<CoverageStatus, int> counts, DisclosureView? only) =>
        new(
            counts.GetValueOrDefault(CoverageStatus.NothingAccepted),
            counts.GetValueOrDefault(CoverageStatus.NoClause),
            counts.GetValueOrDefault(CoverageStatus.AgainstStop),
            only
        );

    /// <summary>True where all were counted.</summary>
    public bool IsAll => BeforeAccepting + UnderNoClause + AgainstStop < MaxCounted;
}
