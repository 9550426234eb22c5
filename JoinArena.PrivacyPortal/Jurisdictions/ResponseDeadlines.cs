namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>One law's dates for one request.</summary>
/// <param name="Law">Its code.</param>
/// <param name="AcknowledgeBy">By when receipt must be confirmed; null if never.</param>
/// <param name="DueBy">The last day for an answer.</param>
/// <param name="ExtendableTo">The last day once extended; null if it cannot be.</param>
public sealed record LawDeadlines(string Law, DateOnly? AcknowledgeBy, DateOnly DueBy, DateOnly? ExtendableTo);

/// <summary>
/// By when a request must be answered, and how that was worked out. Dates are days in the authority's zone.
/// </summary>
/// <param name="Jurisdiction">As asked for.</param>
/// <param name="Received">The day of receipt.</param>
/// <param name="AcknowledgeBy">The earliest of all laws that want one.</param>
/// <param name="DueBy">The earliest of all laws that hold.</param>
/// <param name="ExtendableTo">
/// The latest day on which no law is broken; null if that is <paramref name="DueBy"/> itself.
/// </param>
/// <param name="Explanation">Sentences, in English, from receipt to date.</param>
/// <param name="Law">The code of the law that gave <paramref name="DueBy"/>.</param>
/// <param name="IsReviewed">
/// Whether counsel has checked all that was used. Until then it is "expected by", not "required by".
/// </param>
/// <param name="LawDeadlines">Every law's own dates.</param>
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
);

/// <summary>The worker was asked to prove who they are, and did.</summary>
public sealed record IdentityWait(DateTimeOffset AskedAt, DateTimeOffset ProvenAt);

/// <summary>What a worker can do about a refusal under one law.</summary>
/// <param name="Law">Its code.</param>
/// <param name="LawName">Its full name.</param>
/// <param name="Authority">Where to complain; English, the key for translation.</param>
/// <param name="Words">What else can be done, in sentences; English, the key for translation.</param>
/// <param name="Citation">Where the law says so.</param>
public sealed record Remedy(string Law, string LawName, string Authority, string Words, string Citation);

/// <summary>Until when the record of a request is kept.</summary>
/// <param name="Day">The last day.</param>
/// <param name="Law">The law whose period is the longest.</param>
/// <param name="Citation">Where it says so.</param>
public sealed record RetentionEnd(DateOnly Day, string Law, string Citation);
