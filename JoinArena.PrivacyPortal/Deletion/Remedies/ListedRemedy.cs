using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>A complaint or an appeal in the team's list.</summary>
/// <param name="IsAnswerDated">Whether the law itself sets <paramref name="DueBy"/>.</param>
/// <param name="Outcome">Null while it is open.</param>
public sealed record ListedRemedy(
    Guid Id,
    RemedyKind Kind,
    string Number,
    string? Jurisdiction,
    DateTimeOffset ReceivedAt,
    DateOnly DueBy,
    bool IsAnswerDated,
    RemedyOutcome? Outcome
);
