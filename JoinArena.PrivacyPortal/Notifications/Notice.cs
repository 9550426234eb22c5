using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A message to a person, in plain words.</summary>
public sealed record Notice
{
    /// <param name="subject">One line.</param>
    /// <param name="paragraphs">Plain text, never markup.</param>
    /// <param name="path">
    /// The path of the page it is about, such as <c>/deletion/DR-1</c>; null if there is none.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The subject is empty or not one line (text after a line break would be read as an email header), or the path
    /// does not lead to a page of the portal.
    /// </exception>
    public Notice(string subject, IReadOnlyList<string> paragraphs, string? path = null)
    {
        if (string.IsNullOrWhiteSpace(subject) || subject.Any(char.IsControl))
            throw new ArgumentException("A subject is one line of text.", nameof(subject));
        if (
            path is not null
            && (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.Any(char.IsControl))
        )
        {
            throw new ArgumentException(
                "A notice links to a page of the portal, so its path begins with one slash.",
                nameof(path)
            );
        }

        Subject = subject;
        Paragraphs = paragraphs;
        Path = path;
    }

    public string Subject { get; }

    public IReadOnlyList<string> Paragraphs { get; }

    public string? Path { get; }

    /// <summary>The BCP 47 tag of the language it is written in: the one in which it was created.</summary>
    public string Language { get; } = PortalLanguage.Current.Tag;

    /// <summary>How the email addresses its reader, such as "Hello Ana Lopes,"; null for no greeting. Only the email has it.</summary>
    public string? Greeting { get; init; }

    /// <summary>What the email's one button says, such as "See your request"; null for the bare address.</summary>
    public string? ButtonText { get; init; }

    /// <summary>For a series that one can unsubscribe from; null for other notices. Only the email shows it.</summary>
    public UnsubscribeLink? Unsubscribe { get; init; }

    /// <summary>
    /// The path of the page where staff see what the notice is about if its email fails. Never contains a name or an
    /// address.
    /// </summary>
    public string? About { get; init; }

    /// <summary>Files attached to the email; the inbox message links to the page instead.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}
