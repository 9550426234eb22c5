using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// Which version some workers had accepted at a given time. This is the one place that decides it, for reports as they
/// arrive and for disclosures that are assessed again.
/// </summary>
/// <param name="library">Finds a version by the number that an acceptance names, when the question is asked.</param>
public sealed class AcceptedVersions(PolicyLibrary library)
{
    private readonly Dictionary<string, List<(string Version, DateTimeOffset At)>> _byWorker = new(
        StringComparer.Ordinal
    );

    /// <summary>Adds an acceptance. A worker's acceptances must be added latest first.</summary>
    internal void Add(string workerId, string version, DateTimeOffset acceptedAt)
    {
        if (!_byWorker.TryGetValue(workerId, out var accepted))
            _byWorker[workerId] = accepted = [];
        accepted.Add((version, acceptedAt));
    }

    /// <summary>
    /// The last version the worker had accepted at that instant, or null before the first acceptance. Skips an
    /// acceptance of a version whose text is no longer in the library.
    /// </summary>
    public PolicyVersion? FindAcceptedAt(string workerId, DateTimeOffset instant)
    {
        if (!_byWorker.TryGetValue(workerId, out var accepted))
            return null;
        foreach (var (version, at) in accepted)
        {
            if (at <= instant && library.Find(version) is { } found)
                return found;
        }

        return null;
    }
}
