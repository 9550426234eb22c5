using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>One use, which a clause describes, and whether the worker has stopped it.</summary>
/// <param name="Version">The version that the clause belongs to.</param>
/// <param name="Stops">For each kind of party that the clause names, the choice that stopped it; null where none did.</param>
public sealed record ClauseUse(
    PolicyVersion Version,
    Clause Clause,
    IReadOnlyList<KeyValuePair<PartyKind, UseChoice?>> Stops
)
{
    /// <summary>The kinds of party for which it is stopped.</summary>
    public IReadOnlyList<PartyKind> Stopped => [.. Stops.Where(s => s.Value is not null).Select(s => s.Key)];

    /// <summary>The kinds of party for which it is not stopped.</summary>
    public IReadOnlyList<PartyKind> NotStopped => [.. Stops.Where(s => s.Value is null).Select(s => s.Key)];

    /// <summary>When it was last stopped, for any kind of party; null if it is not stopped.</summary>
    public DateTimeOffset? StoppedAt => Stops.Max(s => s.Value?.At);

    /// <summary>True if the change makes a difference for at least one kind of party.</summary>
    internal bool IsChangedBy(UseChange change)
    {
        var open = change.Kind switch
        {
            UseDecisionKind.Stopped => NotStopped,
            UseDecisionKind.Resumed => Stopped,
        };
        return change.Recipient is { } recipient ? open.Contains(recipient) : open.Count > 0;
    }

    internal static ClauseUse Create(PolicyVersion version, Clause clause, StoppedUses stopped) =>
        new(
            version,
            clause,
            [.. clause.Recipients.Select(r => KeyValuePair.Create(r, stopped.FindStop(clause.Id, r)))]
        );
}
