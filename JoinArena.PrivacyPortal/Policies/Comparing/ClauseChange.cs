namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// One clause in two versions. It may have been several before, or be several now, where clauses were joined.
/// </summary>
/// <param name="Before">What it was, in the order of the earlier text; empty for a new one.</param>
/// <param name="After">What it is, in the order of the later text; empty for one that is gone.</param>
/// <param name="Text">Its legal text.</param>
/// <param name="IsMoved">Whether others that it stood before or after now stand on its other side.</param>
public sealed record ClauseChange(IReadOnlyList<Clause> Before, IReadOnlyList<Clause> After, Passage Text, bool IsMoved)
{
    /// <summary>What this clause brings or takes away of what the whole policy allows.</summary>
    public required CoverageChange Coverage { get; init; }

    /// <summary>
    /// Whether what it allows is allowed by other clauses too, before or now, and only the clause has changed.
    /// </summary>
    public required bool IsCoverageMoved { get; init; }

    /// <summary>Whether the law it rests on is another.</summary>
    public bool IsLegalBasisChanged =>
        Before.Count > 0
        && After.Count > 0
        && !Before.Select(c => c.Basis).ToHashSet().SetEquals(After.Select(c => c.Basis));

    /// <summary>Whether it goes by another id.</summary>
    public bool IsRenamed =>
        Before.Count > 0
        && After.Count > 0
        && !Before.Select(c => c.Id).ToHashSet(StringComparer.Ordinal).SetEquals(After.Select(c => c.Id));

    /// <summary>Its id: as it is now, or as it was for one that is gone.</summary>
    public string Id => Latest[0].Id;

    /// <summary>As it is now, or as it was for one that is gone.</summary>
    public IReadOnlyList<Clause> Latest => After.Count > 0 ? After : Before;

    /// <summary>Its name for readers, as it is now, or as it was for one that is gone.</summary>
    public string GetHeading(string language) => string.Join(" · ", Latest.Select(c => c.GetText(language).Heading));

    /// <summary>What has happened to it, in one word: the gravest.</summary>
    public ClauseChangeKind Kind =>
        Before.Count == 0 ? ClauseChangeKind.New
        : After.Count == 0 ? ClauseChangeKind.Removed
        : !Text.IsSame || !Coverage.IsEmpty || IsCoverageMoved || IsLegalBasisChanged ? ClauseChangeKind.Changed
        : IsRenamed ? ClauseChangeKind.Renamed
        : IsMoved ? ClauseChangeKind.Moved
        : ClauseChangeKind.Unchanged;
}

/// <summary>What has happened to a clause between two versions.</summary>
public enum ClauseChangeKind
{
    /// <summary>Its words, or what it allows.</summary>
    Changed,
    New,
    Removed,

    /// <summary>The same words under another id.</summary>
    Renamed,

    /// <summary>The same words in another place.</summary>
    Moved,
    Unchanged,
}
