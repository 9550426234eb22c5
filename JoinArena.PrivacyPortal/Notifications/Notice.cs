namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Something somebody is told, in plain words.</summary>
public sealed record Notice
{
    /// <param name="subject">One line.</param>
    /// <param name="paragraphs">Plain text, never markup.</param>
    /// <param name="path">The page it is about, such as <c>/deletion/DR-1</c>; null when there is none.</param>
    /// <exception cref="ArgumentException">
    /// The subject is empty or not one line (what follows a line break would be read as a mail header), or the path
    /// leads elsewhere.
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

        (Subject, Paragraphs, Path) = (subject, paragraphs, path);
    }

    public string Subject { get; }

    public IReadOnlyList<string> Paragraphs { get; }

    public string? Path { get; }

    /// <summary>Set where it belongs to a series that can be stopped; for the mail alone.</summary>
    public UnsubscribeLink? Unsubscribe { get; init; }

    /// <summary>
    /// The page where staff see what it is about, should its mail not arrive: never a name or an address.
    /// </summary>
    public string? About { get; init; }

    /// <summary>Files that go with the mail; the inbox links to the page instead.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}
