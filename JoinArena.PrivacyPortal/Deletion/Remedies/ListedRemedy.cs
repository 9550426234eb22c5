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
)
{
    /// <summary>How many days <see cref="DueBy"/> is ahead where the law holds; negative once it has passed.</summary>
    public int DaysLeft { get; init; }

    /// <summary>Whether it waits for an answer that is overdue there.</summary>
    public bool IsOverdue => Outcome is null && DaysLeft < 0;
}
