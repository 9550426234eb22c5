using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>A worker's choice about a use, as far as it decides what is allowed.</summary>
/// <param name="ClauseId">The clause that describes the use.</param>
/// <param name="Recipient">The kind of party it is about; null for every kind that the clause names.</param>
/// <param name="Kind">Whether the use was stopped or allowed again.</param>
/// <param name="At">From when on it counts.</param>
public sealed record UseChoice(string ClauseId, PartyKind? Recipient, UseDecisionKind Kind, DateTimeOffset At)
{
    /// <summary>The decision that it is a part of; null where nobody asks for it.</summary>
    public Guid? DecisionId { get; init; }

    /// <summary>
    /// When JoinArena answered a stop by going on with the use, from when on the stop no longer counts (GDPR 21(1));
    /// null if it did not.
    /// </summary>
    public DateTimeOffset? DeniedAt { get; init; }

    /// <summary>The choice as it stood at that instant: a later answer is not known yet.</summary>
    internal UseChoice AsOf(DateTimeOffset instant) => DeniedAt > instant ? this with { DeniedAt = null } : this;

    /// <summary>True if the choice is about this kind of party.</summary>
    public bool Concerns(PartyKind recipient) => Recipient is null || Recipient == recipient;
}
