namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Some messages, the newest first.</summary>
/// <param name="Messages">Up to <see cref="Inbox.PageSize"/>.</param>
/// <param name="UnreadCount">How many are unread in the whole inbox.</param>
/// <param name="OlderThan">Where the next page begins; null at the end.</param>
public sealed record InboxListing(IReadOnlyList<InboxMessage> Messages, int UnreadCount, Guid? OlderThan);
