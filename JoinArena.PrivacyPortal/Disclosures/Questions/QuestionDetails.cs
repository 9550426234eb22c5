namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>A question and the disclosure it is about.</summary>
public sealed record QuestionDetails(Question Question, DisclosureView Disclosure);
