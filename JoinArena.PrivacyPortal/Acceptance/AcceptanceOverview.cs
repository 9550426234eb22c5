using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// How a worker stands to the version in force. A yes stays good through editorial versions, which say the same in
/// other words; a material one asks again.
/// </summary>
/// <param name="Status">Whether they are asked.</param>
/// <param name="CurrentVersion">The version in force.</param>
/// <param name="LastAcceptance">What they accepted last, or null.</param>
/// <param name="VersionsSince">
/// The versions in force after the accepted one up to the current, oldest first; all of them where none is accepted.
/// </param>
public sealed record AcceptanceOverview(
    AcceptanceStatus Status,
    PolicyVersion CurrentVersion,
    PolicyAcceptance? LastAcceptance,
    IReadOnlyList<PolicyVersion> VersionsSince
)
{
    /// <summary>Whether the version in force itself has been accepted.</summary>
    public bool IsCurrent => LastAcceptance is not null && VersionsSince.Count == 0;

    /// <param name="acceptances">The worker's, the newest first.</param>
    public static AcceptanceOverview Create(
        PolicyLibrary library,
        IReadOnlyList<PolicyAcceptance> acceptances,
        DateTimeOffset now
    )
    {
        var current = library.GetCurrent(now);
        var last = acceptances is [var newest, ..] ? newest : null;
        var from = last is not null && VersionNumber.TryParse(last.Version, out var number) ? number : default;
        IReadOnlyList<PolicyVersion> since =
        [
            .. library.Versions.Where(v => v.Number > from && v.Number <= current.Number),
        ];
        var status =
            last is null ? AcceptanceStatus.None
            : since.Any(v => v.Change is not ChangeKind.Editorial) ? AcceptanceStatus.Outdated
            : AcceptanceStatus.Accepted;
        return new(status, current, last, since);
    }
}

/// <summary>How a worker stands to the current version.</summary>
public enum AcceptanceStatus
{
    /// <summary>The current version is accepted, or an earlier one that says the same in other words.</summary>
    Accepted,

    /// <summary>An earlier version is, and what changed since is material.</summary>
    Outdated,

    /// <summary>No version is.</summary>
    None,
}
