namespace JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;

/// <param name="WorkerCount">All workers that JoinArena has announced.</param>
/// <param name="CurrentVersion">The version in force.</param>
/// <param name="HoldingCount">
/// The workers with a valid acceptance: of the version in force, or of an earlier one with only editorial changes
/// since.
/// </param>
/// <param name="Versions">Newest first.</param>
public sealed record AcceptanceCounts(
    int WorkerCount,
    string CurrentVersion,
    int HoldingCount,
    IReadOnlyList<VersionAcceptanceCount> Versions
);

/// <summary>The acceptances of one version. A worker accepts a version once.</summary>
/// <param name="Version">The version's number.</param>
/// <param name="EffectiveDate">The day it comes into force.</param>
/// <param name="AcceptedCount">How many workers have accepted it.</param>
/// <param name="FirstAcceptedAt">The time of the first acceptance, or null if there is none.</param>
/// <param name="LastAcceptedAt">The time of the last acceptance, or null if there is none.</param>
public sealed record VersionAcceptanceCount(
    string Version,
    DateOnly EffectiveDate,
    int AcceptedCount,
    DateTimeOffset? FirstAcceptedAt,
    DateTimeOffset? LastAcceptedAt
);

/// <param name="AcceptedCount">The total up to the end of the day.</param>
public sealed record DailyAcceptanceCount(DateOnly Day, int AcceptedCount);

/// <summary>A worker who has not accepted a version.</summary>
/// <param name="LastAccepted">The version they accepted last, or null.</param>
public sealed record MissingAcceptance(string WorkerId, string Jurisdiction, string? LastAccepted);
