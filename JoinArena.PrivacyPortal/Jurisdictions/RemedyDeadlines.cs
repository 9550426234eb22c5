namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>When a complaint or an appeal must be handled. Dates are days in the authority's time zone.</summary>
/// <param name="Law">The law whose clock it is.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Received">The day of receipt.</param>
/// <param name="AcknowledgeBy">The last day to confirm receipt; null if the law asks for none.</param>
/// <param name="AnswerBy">The last day to answer; null if the law gives no number.</param>
/// <param name="ExtendableTo">The last day after an extension; null if the law allows none.</param>
public sealed record RemedyDeadlines(
    Law Law,
    RemedyClock Clock,
    DateOnly Received,
    DateOnly? AcknowledgeBy,
    DateOnly? AnswerBy,
    DateOnly? ExtendableTo
);
