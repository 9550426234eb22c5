using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// The right to object to a use of one's data, where the law has JoinArena weigh the objection and answer it
/// (GDPR 21(1), 12(3)).
/// </summary>
/// <param name="Answer">The time to answer.</param>
/// <param name="Unless">What JoinArena must show to go on all the same; put into a sentence, for the officer.</param>
/// <param name="Citation">The provision of the law that says so.</param>
public sealed record ObjectionRight(Period Answer, string Unless, string Citation);

/// <summary>When an objection must be answered.</summary>
/// <param name="Law">The law whose clock it is.</param>
/// <param name="Right">What it grants.</param>
/// <param name="AnswerBy">The last day for an answer, in the authority's time zone.</param>
public sealed record ObjectionDeadline(Law Law, ObjectionRight Right, DateOnly AnswerBy);
