namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// How a disclosure relates to what the worker had accepted when it happened. Disclosures are stored with the numbers.
/// </summary>
public enum CoverageStatus
{
    /// <summary>Each item falls under a clause of the version accepted then.</summary>
    Covered = 0,

    /// <summary>The party is one of JoinArena's own systems, which are no third party and need no clause.</summary>
    OwnSystem = 1,

    /// <summary>The worker had accepted no version yet.</summary>
    NothingAccepted = 2,

    /// <summary>No clause of the version accepted then allows at least one of the items.</summary>
    NoClause = 3,

    /// <summary>The worker had stopped the use of at least one of the items before it happened.</summary>
    AgainstStop = 4,
}

/// <summary>What the statuses mean.</summary>
public static class CoverageStatusExtensions
{
    /// <summary>True where a clause allowed it or none was needed.</summary>
    public static bool IsAllowed(this CoverageStatus status) =>
        status is CoverageStatus.Covered or CoverageStatus.OwnSystem;

    extension(CoverageStatus status)
    {
        /// <summary>
        /// True where it went against a version that the worker had accepted, or against a stop. What happened before any
        /// acceptance went against nothing.
        /// </summary>
        public bool IsBreach => status is CoverageStatus.NoClause or CoverageStatus.AgainstStop;
    }
}
