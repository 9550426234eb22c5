using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>What a worker allowed at one instant.</summary>
/// <param name="Accepted">The version they had accepted; null for none.</param>
/// <param name="Stopped">The uses they had stopped, whether they had accepted a version or not.</param>
public sealed record AllowedUses(PolicyVersion? Accepted, StoppedUses Stopped)
{
    /// <summary>The allowed uses of a worker who stopped none.</summary>
    public static AllowedUses UnderVersion(PolicyVersion? accepted) => new(accepted, StoppedUses.None);
}
