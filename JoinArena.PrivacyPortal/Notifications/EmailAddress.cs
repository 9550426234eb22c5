using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>What mail can be sent to.</summary>
public static class EmailAddress
{
    /// <summary>
    /// Whether a text is one address and nothing else: no name, no list, no line break, nothing a mail header would
    /// read in another way.
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 2 and <= 320 }
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && text.LastIndexOf('@') > 0
        && MailboxAddress.TryParse(text, out var parsed)
        && parsed.Address == text;
}
