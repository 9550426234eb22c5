namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>A question in the team's list. Only its own page shows the worker.</summary>
public sealed record QuestionSummary(
    Guid Id,
    string PartyName,
    DateTimeOffset Time,
    DateTimeOffset AskedAt,
    DateTimeOffset? AnsweredAt
);
