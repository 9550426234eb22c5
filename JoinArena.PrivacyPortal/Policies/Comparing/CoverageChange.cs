namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// The difference between what two sets of clauses allow.
/// </summary>
/// <param name="Added">What is newly allowed, grouped into few rules.</param>
/// <param name="Removed">What is no longer allowed, grouped into few rules.</param>
public sealed record CoverageChange(IReadOnlyList<CoverageRule> Added, IReadOnlyList<CoverageRule> Removed)
{
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0;

    public static CoverageChange Create(IEnumerable<Clause> before, IEnumerable<Clause> after)
    {
        var was = AllowedUse.Expand(before);
        var now = AllowedUse.Expand(after);
        return new(AllowedUse.Group(now.Except(was)), AllowedUse.Group(was.Except(now)));
    }
}
