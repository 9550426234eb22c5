namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A text file that goes with a mail.</summary>
/// <param name="FileName">What it is saved as: letters, digits, points and hyphens.</param>
/// <param name="Content">Sent as UTF-8, to the byte.</param>
public sealed record Attachment(string FileName, string Content);
