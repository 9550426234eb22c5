namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A text file attached to an email.</summary>
/// <param name="FileName">The file's name: letters, digits, full stops and hyphens.</param>
/// <param name="Content">The text; its UTF-8 bytes are sent unchanged.</param>
public sealed record Attachment(string FileName, string Content);
