namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The workers a search found.</summary>
/// <param name="HasMore">Whether more workers match than are listed.</param>
public sealed record WorkerSearchResult(IReadOnlyList<FoundWorker> Workers, bool HasMore);

/// <summary>A worker in the result of a search.</summary>
public sealed record FoundWorker(string Id, string Name, string Email, string Jurisdiction);
