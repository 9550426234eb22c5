namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The dates of one law for one request.</summary>
/// <param name="Law">The law's code.</param>
/// <param name="AcknowledgeBy">The last day to confirm receipt; null if the law doesn't ask for that.</param>
/// <param name="DueBy">The last day for an answer.</param>
/// <param name="ExtendableTo">The last day after an extension; null if the law allows none.</param>
/// <param name="RefuseBy">The last day to refuse; null if a refusal has the time of an answer.</param>
public sealed record LawDeadlines(
    string Law,
    DateOnly? AcknowledgeBy,
    DateOnly DueBy,
    DateOnly? ExtendableTo,
    DateOnly? RefuseBy = null
)
{
    /// <summary>The law, with the place that makes it hold.</summary>
    public required HoldingLaw Holding { get; init; }

    /// <summary>Why its periods are kept.</summary>
    public required LawReason Reason { get; init; }
}
