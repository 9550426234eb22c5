using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;

/// <summary>How one party's part of a request is, as far as a headline counts it.</summary>
/// <param name="Until">The last day on which the party keeps the data; null unless it keeps it.</param>
public sealed record PartOutcome(string PartyId, string PartyName, TaskState State, DateOnly? Until);
