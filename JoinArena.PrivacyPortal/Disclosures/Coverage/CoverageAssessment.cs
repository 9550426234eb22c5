using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Whether a disclosure was allowed by the policy the worker had accepted. This is the one place that decides it.
/// </summary>
/// <param name="Version">The version the worker had accepted when it happened; null for none.</param>
/// <param name="Clauses">For each item, in order, the clause that allowed it; null where none did or none was needed.</param>
public sealed record CoverageAssessment(CoverageStatus Status, string? Version, IReadOnlyList<string?> Clauses)
{
    /// <summary>Assesses a disclosure by the version the worker had accepted when it happened, and by no other.</summary>
    /// <param name="accepted">That version; null for none.</param>
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
