using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// A worker's acceptance compared with the version in force. An acceptance stays valid through editorial versions,
/// which change only the wording. A material version needs a new acceptance.
/// </summary>
/// <param name="Status">If the worker still has to accept.</param>
/// <param name="CurrentVersion">The version in force.</param>
/// <param name="LastAcceptance">The worker's last acceptance, or null.</param>
/// <param name="VersionsSince">
/// The versions after the accepted one up to the current one, oldest first; all versions if none is accepted.
/// </param>
public sealed record AcceptanceOverview(
    AcceptanceStatus Status,
    PolicyVersion CurrentVersion,
    PolicyAcceptance? LastAcceptance,
    IReadOnlyList<PolicyVersion> VersionsSince
)
{
    /// <summary>True if the worker accepted the version in force itself.</summary>
    public bool IsCurrent => LastAcceptance is not null && VersionsSince.Count == 0;

    /// <param name="acceptances">The worker's acceptances, newest first.</param>
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

/// <summary>If a worker has accepted what is in force.</summary>
public enum AcceptanceStatus
{
    /// <summary>
    /// The worker accepted the current version, or an earlier one and only the wording changed since.
    /// </summary>
    Accepted,

    /// <summary>The worker accepted an earlier version, and a material version followed.</summary>
    Outdated,

    /// <summary>The worker has not accepted any version.</summary>
    None,
}
