namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// One clause in two versions. Where clauses were merged it may be several clauses on either side.
/// </summary>
/// <param name="Before">The clause in the first version, in the order of its text. Empty for a new clause.</param>
/// <param name="After">The clause in the second version, in the order of its text. Empty for a removed clause.</param>
/// <param name="Text">The legal text in both versions.</param>
/// <param name="IsMoved">True if its position among the other clauses changed.</param>
public sealed record ClauseChange(IReadOnlyList<Clause> Before, IReadOnlyList<Clause> After, Passage Text, bool IsMoved)
{
    /// <summary>The part of the policy's coverage change that this clause causes.</summary>
    public required CoverageChange Coverage { get; init; }

    /// <summary>
    /// True if a use of data moved between this clause and another one. The policy as a whole allows it in both
    /// versions.
    /// </summary>
    public required bool IsCoverageMoved { get; init; }

    /// <summary>True if the legal basis changed.</summary>
    public bool IsLegalBasisChanged =>
        Before.Count > 0
        && After.Count > 0
        && !Before.Select(c => c.Basis).ToHashSet().SetEquals(After.Select(c => c.Basis));

    /// <summary>True if the id changed.</summary>
    public bool IsRenamed =>
        Before.Count > 0
        && After.Count > 0
        && !Before.Select(c => c.Id).ToHashSet(StringComparer.Ordinal).SetEquals(After.Select(c => c.Id));

    /// <summary>The id in the second version, or in the first if the clause was removed.</summary>
    public string Id => Latest[0].Id;

    /// <summary>The clause in the second version, or in the first if it was removed.</summary>
    public IReadOnlyList<Clause> Latest => After.Count > 0 ? After : Before;

    /// <summary>The heading in the second version, or in the first if the clause was removed.</summary>
    public string GetHeading(string language) => string.Join(" · ", Latest.Select(c => c.GetText(language).Heading));

    /// <summary>The most important change of the clause.</summary>
    public ClauseChangeKind Kind =>
        Before.Count == 0 ? ClauseChangeKind.New
        : After.Count == 0 ? ClauseChangeKind.Removed
        : !Text.IsSame || !Coverage.IsEmpty || IsCoverageMoved || IsLegalBasisChanged ? ClauseChangeKind.Changed
        : IsRenamed ? ClauseChangeKind.Renamed
        : IsMoved ? ClauseChangeKind.Moved
        : ClauseChangeKind.Unchanged;
}

/// <summary>The change of a clause between two versions.</summary>
public enum ClauseChangeKind
{
    /// <summary>The text, the legal basis or what it allows changed.</summary>
    Changed,
    New,
    Removed,

    /// <summary>The text is the same. The id changed.</summary>
    Renamed,

    /// <summary>The text is the same. The position changed.</summary>
    Moved,
    Unchanged,
}
