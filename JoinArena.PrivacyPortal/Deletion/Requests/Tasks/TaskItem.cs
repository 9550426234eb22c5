using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>One item that a party is asked to erase.</summary>
/// <param name="References">
/// What the party itself calls the item, one name a line, as reported by the system that sent it there.
/// </param>
public sealed record TaskItem(string ItemId, DataCategory Category, string? InterviewId, string? References = null);
