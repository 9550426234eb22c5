namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>A legal hold that was placed or lifted, as the history of a request shows it.</summary>
/// <param name="LedgerEntryId">The id of its entry in the ledger.</param>
/// <param name="PartyName">The party that must keep its copy; null for every party.</param>
public sealed record TrackedHold(Guid LedgerEntryId, DateTimeOffset At, string? PartyName, bool IsLifted);
