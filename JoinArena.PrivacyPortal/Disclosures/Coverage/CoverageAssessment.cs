using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>What a disclosure falls under.</summary>
/// <param name="Status">Whether it was allowed, and if not why.</param>
/// <param name="Version">The version accepted then.</param>
/// <param name="Clauses">For each item, in order, the clause that allowed it.</param>
public sealed record CoverageAssessment(CoverageStatus Status, string? Version, IReadOnlyList<string?> Clauses)
{
    /// <summary>Judges a disclosure by the version the worker had accepted when it happened, and by no other.</summary>
    /// <param name="accepted">The version accepted then, or null.</param>
    public static CoverageAssessment Assess(
        PolicyVersion? accepted,
        PartyKind party,
        Purpose purpose,
        Direction direction,
        IReadOnlyList<DataCategory> items
    )
    {
        if (party is PartyKind.JoinarenaSystem)
            return new(CoverageStatus.OwnSystem, accepted?.Name, [.. items.Select(_ => (string?)null)]);
        if (accepted is null)
            return new(CoverageStatus.NothingAccepted, null, [.. items.Select(_ => (string?)null)]);

        List<string?> clauses =
        [
            .. items.Select(item => accepted.FindCoveringClause(item, party, purpose, direction)?.Id),
        ];
        return new(clauses.Contains(null) ? CoverageStatus.NoClause : CoverageStatus.Covered, accepted.Name, clauses);
    }
}

/// <summary>What the standings mean.</summary>
public static class CoverageStatusExtensions
{
    /// <summary>Whether nothing is wrong with it.</summary>
    public static bool IsAllowed(this CoverageStatus standing) =>
        standing is CoverageStatus.Covered or CoverageStatus.OwnSystem;
}
