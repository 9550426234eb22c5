using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>A complaint or an appeal about a request, as the top of its page and its history tell of it.</summary>
/// <param name="ReceivedAt">When it was filed, which is also when the history says so.</param>
/// <param name="IsAnswerDated">Whether the law gives the time to answer as a number.</param>
/// <param name="DueBy">The last day to answer, or the day we aim for.</param>
/// <param name="Outcome">Null while it waits for an answer.</param>
public sealed record FiledRemedy(
    RemedyKind Kind,
    DateTimeOffset ReceivedAt,
    bool IsAnswerDated,
    DateOnly DueBy,
    RemedyOutcome? Outcome
);
