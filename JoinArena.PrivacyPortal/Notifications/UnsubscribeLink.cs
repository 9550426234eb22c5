namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>How a series of letters is stopped without a sign-in.</summary>
/// <param name="Path">Takes a POST that stops it (RFC 8058), and shows a page that asks first.</param>
/// <param name="Text">What stands before the address, in the reader's language.</param>
public sealed record UnsubscribeLink(string Path, string Text);
