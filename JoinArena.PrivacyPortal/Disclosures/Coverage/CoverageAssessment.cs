using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Whether a disclosure was allowed by the policy the worker had accepted, and by the uses they had not stopped. This is
/// the one place that decides it.
/// </summary>
/// <param name="Version">The version the worker had accepted when it happened; null for none.</param>
/// <param name="Clauses">For each item, in order, the clause that allowed it; null where none did or none was needed.</param>
public sealed record CoverageAssessment(CoverageStatus Status, string? Version, IReadOnlyList<string?> Clauses)
{
    /// <summary>Assesses a disclosure by what the worker allowed when it happened, and by nothing else.</summary>
    public static CoverageAssessment Assess(
        AllowedUses allowed,
        PartyKind party,
        Purpose purpose,
        Direction direction,
        IReadOnlyList<DataCategory> items
    )
    {
        var accepted = allowed.Accepted;
        if (party is PartyKind.JoinarenaSystem)
            return new(CoverageStatus.OwnSystem, accepted?.Name, [.. items.Select(_ => (string?)null)]);

        List<bool> stopped = [.. items.Select(item => allowed.Stopped.Includes(item, party, purpose, direction))];
        List<string?> clauses =
        [
            .. items.Select(
                (item, i) => stopped[i] ? null : accepted?.FindCoveringClause(item, party, purpose, direction)?.Id
            ),
        ];
        var status =
            stopped.Contains(true) ? CoverageStatus.AgainstStop
            : accepted is null ? CoverageStatus.NothingAccepted
            : clauses.Contains(null) ? CoverageStatus.NoClause
            : CoverageStatus.Covered;
        return new(status, accepted?.Name, clauses);
    }
}
