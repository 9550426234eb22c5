namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>A question, the disclosure it is about, and the name of the worker who asks.</summary>
/// <param name="WorkerName">Null where JoinArena has reported none.</param>
public sealed record QuestionDetails(Question Question, DisclosureView Disclosure, string? WorkerName)
{
    /// <summary>The name of the system that reported the disclosure; null if it has announced none.</summary>
    public string? SourceName { get; init; }
}
