using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Which version some workers had accepted at a given time. Coverage is decided by it.</summary>
public sealed class AcceptedVersions
{
    private readonly ILookup<string, (PolicyVersion Version, DateTimeOffset At)> _byWorker;

    /// <param name="acceptances">In any order.</param>
    public AcceptedVersions(IEnumerable<(string Worker, PolicyVersion Version, DateTimeOffset At)> acceptances) =>
        _byWorker = acceptances
            .OrderByDescending(a => a.At)
            .ToLookup(a => a.Worker, a => (a.Version, a.At), StringComparer.Ordinal);

    /// <summary>
    /// The last version the worker had accepted at that instant, or null before the first acceptance.
    /// </summary>
    public PolicyVersion? FindAcceptedAt(string workerId, DateTimeOffset instant) =>
        _byWorker[workerId].FirstOrDefault(a => a.At <= instant).Version;
}
