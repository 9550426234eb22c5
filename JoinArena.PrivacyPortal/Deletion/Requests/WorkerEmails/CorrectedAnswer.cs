using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>An answer that another one has replaced.</summary>
/// <param name="Before">The answer as it was.</param>
/// <param name="Reason">
/// Why the privacy team corrected what it had written down for the party; null if the party corrected its own answer.
/// </param>
public sealed record CorrectedAnswer(TaskState Before, string? Reason);
