using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>One step of the history: something was made, went to a party, or came from one.</summary>
/// <param name="At">The first time.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="Kinds">The kinds of data concerned.</param>
/// <param name="PartyId">Null when something was made.</param>
/// <param name="IsUncovered">Whether any of it went against an accepted version or a stop.</param>
/// <param name="IsWhollyUncovered">Whether each time did.</param>
public sealed record InterviewHistoryStep(
    DateTimeOffset At,
    DateTimeOffset LastAt,
    int Times,
    IReadOnlyList<DataCategory> Kinds,
    string? PartyId = null,
    string? PartyName = null,
    PartyKind PartyKind = default,
    Direction Direction = default,
    Purpose Purpose = default,
    bool IsUncovered = false,
    bool IsWhollyUncovered = false
);
