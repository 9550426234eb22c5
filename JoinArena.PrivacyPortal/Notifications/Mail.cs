using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Shell.Localization;
using MimeKit;
using MimeKit.Text;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>An email that waits in the outbox.</summary>
internal sealed record Mail(string To, string? Name, string Subject, IReadOnlyList<string> Paragraphs, string? Path)
{
    private const string Signature = "JoinArena Privacy Portal";

    // Mail programs read no style sheet. The colours are those of the pages' buttons in the light theme.
    private const string ButtonStyle =
        "display:inline-block;padding:12px 20px;border-radius:6px;background:#0a6450;color:#fff;"
        + "font-weight:bold;text-decoration:none";

    /// <summary>Files attached to the email.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <inheritdoc cref="Notice.Greeting"/>
    public string? Greeting { get; init; }

    /// <inheritdoc cref="Notice.ButtonText"/>
    public string? ButtonText { get; init; }

    /// <summary>How to unsubscribe from the series that the email belongs to; null if it belongs to none.</summary>
    public UnsubscribeLink? Unsubscribe { get; init; }

    /// <inheritdoc cref="Notice.Language"/>
    public string Language { get; init; } = PortalLanguage.English.Tag;

    /// <summary>The email of a notice.</summary>
    /// <param name="to">The recipient's address.</param>
    /// <param name="name">The recipient's name; null if it is not known.</param>
    public static Mail FromNotice(string to, string? name, Notice notice) =>
        new(to, name, notice.Subject, notice.Paragraphs, notice.Path)
        {
            Attachments = notice.Attachments,
            Greeting = notice.Greeting,
            ButtonText = notice.ButtonText,
            Unsubscribe = notice.Unsubscribe,
            Language = notice.Language,
        };

    /// <summary>Creates the message to send.</summary>
    /// <param name="job">
    /// The job's id, which becomes the Message-Id, so that a repeat is recognised as the same email.
    /// </param>
    /// <param name="settings">The sender, and who signs.</param>
    /// <param name="portal">The portal's address, for links.</param>
    /// <param name="at">The date of the email.</param>
    /// <exception cref="FormatException">
    /// The address is not valid, or a text that becomes a header contains a control character such as a line break.
    /// </exception>
    public MimeMessage Compose(Guid job, MailSettings settings, PublicAddress portal, DateTimeOffset at)
    {
        var to = EmailAddress.Parse(To);
        if (
            $"{Name}{Subject}{Path}{Unsubscribe?.Path}{string.Concat(Attachments.Select(a => a.FileName))}".Any(
                char.IsControl
            )
        )
        {
            throw new FormatException("A header of an email must be one line without control characters.");
        }

        var link = FindLink(portal);
        var stop = Unsubscribe is null ? null : portal.GetUri(Unsubscribe.Path);
        var signature = Sign(settings.Contact);
        var message = new MimeMessage
        {
            Subject = Subject,
            Date = at,
            MessageId = $"{job:N}@{portal.Root.Host}",
            Body = WithAttachments(new MultipartAlternative(Text(link, stop, signature), Html(link, stop, signature))),
        };
        message.From.Add(settings.From);
        message.To.Add(new MailboxAddress(Name, to.MailText));
        // Prevents automatic replies, such as out-of-office messages (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, Language);
        if (stop is null)
            return message;
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop.AbsoluteUri}>");
        // One-click unsubscription is only allowed over https (RFC 8058, 3.1).
        if (stop.Scheme == Uri.UriSchemeHttps)
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return message;
    }

    /// <summary>What its reader reads above the link: the greeting, if there is one, and the paragraphs.</summary>
    public IReadOnlyList<string> ListLines() => Greeting is null ? Paragraphs : [Greeting, .. Paragraphs];

    /// <summary>What the link says: the text of its button, or the address itself; null if there is no link.</summary>
    public string? NameLink(PublicAddress portal) => FindLink(portal) is { } link ? ButtonText ?? link : null;

    private string? FindLink(PublicAddress portal) => Path is null ? null : portal.GetUri(Path).AbsoluteUri;

    private static string[] Sign(OperatorContact contact) =>
        [.. new[] { Signature, contact.PostalLine, contact.ReachLine }.OfType<string>()];

    private MimeEntity WithAttachments(MimeEntity body) =>
        Attachments.Count == 0 ? body : new Multipart("mixed", [body, .. Attachments.Select(ToMimePart)]);

    // Base64, because a mail server may wrap or re-encode text, and the signed bytes must not change.
    private static MimePart ToMimePart(Attachment attachment) =>
        new("application", "octet-stream")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(attachment.Content))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = attachment.FileName,
        };

    private TextPart Text(string? link, Uri? stop, string[] signature) =>
        new(TextFormat.Plain)
        {
            Text =
                string.Join(
                    "\n\n",
                    [
                        .. ListLines(),
                        .. link is null ? [] : new[] { ButtonText is null ? link : $"{ButtonText}:\n{link}" },
                        .. stop is null ? [] : new[] { $"{Unsubscribe!.Text}\n{stop.AbsoluteUri}" },
                        $"-- \n{string.Join('\n', signature)}",
                    ]
                ) + "\n",
        };

    private string LinkLine(string? link)
    {
        if (link is null)
            return "";
        var style = ButtonText is null ? "" : $" style=\"{ButtonStyle}\"";
        return $"<p><a href=\"{WebUtility.HtmlEncode(link)}\"{style}>{WebUtility.HtmlEncode(ButtonText ?? link)}</a></p>";
    }

    private TextPart Html(string? link, Uri? stop, string[] signature)
    {
        var paragraphs = ListLines().Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>");
        var unsubscribeLine = stop is null
            ? ""
            : $"<p><small><a href=\"{WebUtility.HtmlEncode(stop.AbsoluteUri)}\">"
                + $"{WebUtility.HtmlEncode(Unsubscribe!.Text)}</a></small></p>";
        return new(TextFormat.Html)
        {
            Text =
                $"<!doctype html><html lang=\"{Language}\" dir=\"{PortalLanguage.GetDirection(Language)}\"><body>"
                + $"{string.Concat(paragraphs)}{LinkLine(link)}{unsubscribeLine}"
                + $"<p>{string.Join("<br>", signature.Select(WebUtility.HtmlEncode))}</p></body></html>",
        };
    }
}
