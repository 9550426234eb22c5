using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// Which version some workers had accepted at a given time, and which uses they had stopped. This is the one place that
/// decides it, for reports as they arrive and for disclosures that are assessed again.
/// </summary>
/// <param name="library">Finds a version by the number that an acceptance names, when the question is asked.</param>
public sealed class AcceptanceHistory(PolicyLibrary library)
{
    private readonly Dictionary<string, List<(string Version, DateTimeOffset At)>> _accepted = new(
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, List<UseChoice>> _choices = new(StringComparer.Ordinal);

    /// <summary>Adds an acceptance. A worker's acceptances must be added latest first.</summary>
    internal void Add(string workerId, string version, DateTimeOffset acceptedAt)
    {
        if (!_accepted.TryGetValue(workerId, out var accepted))
            _accepted[workerId] = accepted = [];
        accepted.Add((version, acceptedAt));
    }

    /// <summary>Adds a use that was stopped or allowed again. A worker's choices must be added latest first.</summary>
    internal void Add(string workerId, UseChoice choice)
    {
        if (!_choices.TryGetValue(workerId, out var choices))
            _choices[workerId] = choices = [];
        choices.Add(choice);
    }

    /// <summary>
    /// The last version the worker had accepted at that instant, or null before the first acceptance. Skips an
    /// acceptance of a version whose text is no longer in the library.
    /// </summary>
    public PolicyVersion? FindAcceptedAt(string workerId, DateTimeOffset instant)
    {
        if (!_accepted.TryGetValue(workerId, out var accepted))
            return null;
        foreach (var (version, at) in accepted)
        {
            if (at <= instant && library.Find(version) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>What the worker allowed at that instant.</summary>
    public AllowedUses GetAllowedAt(string workerId, DateTimeOffset instant)
    {
        var accepted = FindAcceptedAt(workerId, instant);
        if (!_choices.TryGetValue(workerId, out var choices))
            return new(accepted, StoppedUses.None);
        var policies = library.Snapshot;
        // A worker who has accepted nothing stops the uses of the version that was in force.
        var version = accepted ?? policies.GetCurrent(instant);
        return new(
            accepted,
            new(version, [.. choices.Where(c => c.At <= instant).Select(c => c.AsOf(instant))], policies.Succession)
        );
    }
}
