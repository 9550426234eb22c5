using JoinArena.PrivacyPortal.Access.SecurityEvents;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>An event of the audit trail, with the names that its ids have today.</summary>
/// <param name="Event">The event.</param>
/// <param name="Actor">The email address of who acted; null if no one was signed in or the account is closed.</param>
/// <param name="Subject">
/// The email address or the name of the API key that it happened to; null if it was the actor's own account, or the
/// account is closed.
/// </param>
public sealed record ActivityEntry(SecurityEvent Event, string? Actor, string? Subject);

/// <summary>A page of the audit trail.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="OlderThan">The id after which the next page begins; null on the last page.</param>
public sealed record ActivityListing(IReadOnlyList<ActivityEntry> Entries, Guid? OlderThan);
