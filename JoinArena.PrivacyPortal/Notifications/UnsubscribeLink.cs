namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>How to unsubscribe from a series of emails without signing in.</summary>
/// <param name="Path">A POST to this path unsubscribes (RFC 8058); a GET shows a page that asks first.</param>
/// <param name="Text">The text of the link, in the reader's language.</param>
public sealed record UnsubscribeLink(string Path, string Text);
