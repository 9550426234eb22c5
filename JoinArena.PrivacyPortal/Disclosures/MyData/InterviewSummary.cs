namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>An interview in a list to choose from.</summary>
public sealed record InterviewSummary(string Id, DateTimeOffset? At, string? Label);
