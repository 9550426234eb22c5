namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>One page of an inbox.</summary>
/// <param name="Messages">The messages, newest first; at most <see cref="Inbox.PageSize"/>.</param>
/// <param name="UnreadCount">How many messages are unread in the whole inbox.</param>
/// <param name="OlderThan">The id of the last message, after which the next page begins; null on the last page.</param>
public sealed record InboxListing(IReadOnlyList<InboxMessage> Messages, int UnreadCount, Guid? OlderThan);
