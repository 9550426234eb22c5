using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>A disclosure in an export.</summary>
/// <param name="Reason">The source's reason for the correction or retraction.</param>
/// <param name="Corrected">When the source corrected it.</param>
/// <param name="ReplacementId">The worker's disclosure that replaces it.</param>
/// <param name="Retracted">When the source retracted it.</param>
internal sealed record ExportRow(
    Guid Id,
    string Source,
    string EventId,
    DateTimeOffset Time,
    Direction Direction,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    Purpose Purpose,
    IReadOnlyList<ExportItem> Items,
    string? InterviewId,
    CoverageStatus CoverageStatus,
    string? Version,
    string? Reason,
    DateTimeOffset? Corrected,
    Guid? ReplacementId,
    DateTimeOffset? Retracted
)
{
    /// <summary>The party's id in the report, where that party was merged into another since; null otherwise.</summary>
    public string? ReportedAs { get; init; }

    /// <summary>When the report of it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How it was assessed again, oldest first.</summary>
    public IReadOnlyList<CoverageReassessment> Reassessments { get; init; } = [];

    /// <summary>Further details from the source (model, region, data set), as JSON.</summary>
    public string? Detail { get; init; }

    /// <summary>Where the jobs are that it was about, as ISO 3166 codes.</summary>
    public IReadOnlyList<string> JobLocations { get; init; } = [];

    /// <summary>The same with those that its items were announced with, each once.</summary>
    public IEnumerable<string> AllJobLocations =>
        JobLocations
            .Concat(Items.Select(i => i.JobLocation).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>The clauses that cover it, each once; null when an item is not covered or needs no clause.</summary>
    public string? Clause =>
        CoverageStatus is CoverageStatus.Covered
            ? string.Join(", ", Items.Select(i => i.Clause).OfType<string>().Distinct(StringComparer.Ordinal))
            : null;

    /// <summary>Why it needs no clause, or why none covers it; null when it is covered.</summary>
    public string? NotCoveredReason => CoverageStatus is CoverageStatus.Covered ? null : CoverageStatus.ToKebabCase();
}

/// <summary>An item of a disclosure in an export.</summary>
/// <param name="JobLocation">Where the job is that it was made for, as JoinArena announced the item.</param>
internal sealed record ExportItem(string Id, DataCategory Category, string? Clause, string? JobLocation);
