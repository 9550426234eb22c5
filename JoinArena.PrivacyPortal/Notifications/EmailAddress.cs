using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Checks email addresses.</summary>
public static class EmailAddress
{
    /// <summary>
    /// Whether a text is exactly one email address: no name, no list, no line break, and nothing that has another
    /// meaning in an email header.
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 2 and <= 320 }
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && text.LastIndexOf('@') > 0
        && MailboxAddress.TryParse(text, out var parsed)
        && parsed.Address == text;
}
