using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>One use, which a clause describes, and whether the worker has stopped it.</summary>
/// <param name="Version">The version that the clause belongs to.</param>
/// <param name="Recipients">The state of the use for each kind of party that the clause names.</param>
public sealed record ClauseUse(PolicyVersion Version, Clause Clause, IReadOnlyList<RecipientUse> Recipients)
{
    /// <summary>The kinds of party for which it is stopped.</summary>
    public IReadOnlyList<PartyKind> Stopped => [.. Recipients.Where(r => r.Stop is not null).Select(r => r.Kind)];

    /// <summary>The kinds of party for which it is not stopped.</summary>
    public IReadOnlyList<PartyKind> NotStopped => [.. Recipients.Where(r => r.Stop is null).Select(r => r.Kind)];

    /// <summary>Whether the clause names several kinds of party, so that a decision can be about one of them alone.</summary>
    public bool HasChoice => Recipients.Count > 1;

    /// <summary>When it was last stopped, for any kind of party; null if it is not stopped.</summary>
    public DateTimeOffset? StoppedAt => Recipients.Max(r => r.Stop?.At);

    /// <summary>The decisions to stop it that JoinArena answered by going on, and that nothing has replaced.</summary>
    public IReadOnlyList<Guid> DeniedStops =>
        [
            .. Recipients
                .Where(r => r is { Stop: null, Last.DeniedAt: not null })
                .Select(r => r.Last!.DecisionId)
                .OfType<Guid>()
                .Distinct(),
        ];

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
            [
                .. clause.Recipients.Select(kind => new RecipientUse(
                    kind,
                    stopped.FindStop(clause.Id, kind),
                    stopped.FindLastChoice(clause.Id, kind)
                )),
            ]
        );
}

/// <summary>One use with one kind of party.</summary>
/// <param name="Kind">The kind of party.</param>
/// <param name="Stop">The choice by which it is stopped; null if it is not.</param>
/// <param name="Last">The worker's last choice about it, also a stop that no longer counts; null if there is none.</param>
public sealed record RecipientUse(PartyKind Kind, UseChoice? Stop, UseChoice? Last);
