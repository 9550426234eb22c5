using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>What can be decided about a request now.</summary>
/// <param name="ExtendableTo">The last day after an extension.</param>
/// <param name="CanRefuse">Whether the whole request can be refused. Proposals that wait are decided on first.</param>
/// <param name="Parts">The parties whose part can be refused, and is not yet proposed for it.</param>
/// <param name="Grounds">The legal grounds where the worker lives.</param>
/// <param name="Proposals">The refusals that wait for a second officer, oldest first.</param>
public sealed record AvailableDecisions(
    bool CanExtend,
    DateOnly? ExtendableTo,
    bool CanRefuse,
    IReadOnlyList<RefusablePart> Parts,
    IReadOnlyList<Ground> Grounds,
    IReadOnlyList<PendingRefusal> Proposals
)
{
    /// <summary>The last day to refuse; the last day for an answer if the law has no other for a refusal.</summary>
    public DateOnly RefuseBy { get; init; }

    /// <summary>Whether the law sets that day for a refusal, so that an extension does not make it later.</summary>
    public bool IsRefusalDayFixed { get; init; }

    /// <summary>Whether that day has passed where the authority is.</summary>
    public bool IsRefusalLate { get; init; }

    /// <summary>When the time for an answer was extended, if it was: that is possible once.</summary>
    public DateTimeOffset? ExtendedAt { get; init; }

    /// <summary>
    /// The last day on which the worker can be told of an extension: the first period has to run still (GDPR 12(3)). Null if
    /// none is possible.
    /// </summary>
    public DateOnly? ExtendBy { get; init; }

    /// <summary>What the worker must be told about an extension, law by law.</summary>
    public IReadOnlyList<ExtensionDuty> ExtensionDuties { get; init; } = [];

    /// <summary>The names of the laws that allow no extension.</summary>
    public IReadOnlyList<string> LawsWithoutExtension { get; init; } = [];

    /// <summary>Whether there is anything left to refuse.</summary>
    public bool CanRefuseSome => CanRefuse || Parts.Count > 0;
}

/// <summary>A party whose part can be refused.</summary>
public sealed record RefusablePart(Guid TaskId, string PartyName);

/// <summary>A refusal that waits for a second officer.</summary>
/// <param name="PartyName">Null for the whole request.</param>
public sealed record PendingRefusal(
    Guid Id,
    string? PartyName,
    Ground? Ground,
    string Reason,
    string ProposedBy,
    DateTimeOffset ProposedAt
)
{
    /// <summary>Why it can no longer be approved; null if it can.</summary>
    public RefusalObstacle? Obstacle { get; init; }

    /// <summary>The party's part of the request; null for the whole request.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>Where the request's page shows it.</summary>
    public string Anchor => $"proposal-{Id:N}";

    /// <summary>Whether this officer may approve it: not its proposer.</summary>
    /// <param name="officer">Their sign-in; null if they are not an officer.</param>
    public bool MayBeDecidedBy(string? officer) =>
        officer is not null && !string.Equals(ProposedBy, officer, StringComparison.OrdinalIgnoreCase);
}
