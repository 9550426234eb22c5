namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// When a request must be answered, and how the date was worked out. Dates are days in the authority's time zone.
/// </summary>
/// <param name="Jurisdiction">The place that was asked for.</param>
/// <param name="Received">The day of receipt.</param>
/// <param name="AcknowledgeBy">The earliest date among the laws that ask for an acknowledgement.</param>
/// <param name="DueBy">The earliest deadline among the laws that apply.</param>
/// <param name="ExtendableTo">
/// The latest day on which no law is broken; null if that is <paramref name="DueBy"/> itself.
/// </param>
/// <param name="Explanation">Sentences in English that lead from the day of receipt to the deadline.</param>
/// <param name="Law">The code of the law that set <paramref name="DueBy"/>.</param>
/// <param name="IsReviewed">
/// True once counsel has checked every rule that was used. Until then a page says "expected by", not "required by".
/// </param>
/// <param name="LawDeadlines">The dates of each law.</param>
public sealed record ResponseDeadlines(
    string Jurisdiction,
    DateOnly Received,
    DateOnly? AcknowledgeBy,
    DateOnly DueBy,
    DateOnly? ExtendableTo,
    IReadOnlyList<string> Explanation,
    string Law,
    bool IsReviewed,
    IReadOnlyList<LawDeadlines> LawDeadlines
)
{
    /// <summary>
    /// The last day to refuse the request, whether or not the answer was extended; null if a refusal has the time of an
    /// answer. Source: for example GDPR 12(4).
    /// </summary>
    public DateOnly? RefuseBy { get; init; }

    /// <summary>The authority's time zone.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>What a page may say about <see cref="DueBy"/>.</summary>
    public required DeadlineBasis Basis { get; init; }
}
