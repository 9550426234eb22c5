using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using MimeKit;
using MimeKit.Text;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A mail that waits in the outbox.</summary>
internal sealed record Mail(string To, string? Name, string Subject, IReadOnlyList<string> Paragraphs, string? Path)
{
    private const string Signature = "JoinArena Privacy Portal";

    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>How the series it belongs to is stopped.</summary>
    public UnsubscribeLink? Unsubscribe { get; init; }

    /// <summary>The message to hand over.</summary>
    /// <param name="job">Makes the Message-Id, so that a repeat of the same job is recognised as the same mail.</param>
    /// <param name="from">The sender.</param>
    /// <param name="portal">What links are made whole with.</param>
    /// <param name="at">The date it carries.</param>
    /// <exception cref="FormatException">
    /// The address is not one, or something that becomes a header is not one line.
    /// </exception>
    public MimeMessage Compose(Guid job, MailboxAddress from, PublicAddress portal, DateTimeOffset at)
    {
        if (!EmailAddress.IsValid(To))
            throw new FormatException("The address of a mail is not an address.");
        if (
            $"{Name}{Subject}{Path}{Unsubscribe?.Path}{string.Concat(Attachments.Select(a => a.FileName))}".Any(
                char.IsControl
            )
        )
        {
            throw new FormatException("A header of a mail is not one line.");
        }

        var (link, stop) = (
            Path is null ? null : portal.GetUri(Path).AbsoluteUri,
            Unsubscribe is null ? null : portal.GetUri(Unsubscribe.Path)
        );
        var message = new MimeMessage
        {
            Subject = Subject,
            Date = at,
            MessageId = $"{job:N}@{portal.Root.Host}",
            Body = WithAttachments(new MultipartAlternative(Text(link, stop), Html(link, stop))),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(Name, To));
        // Keeps out-of-office answers from coming back (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (stop is null)
            return message;
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop.AbsoluteUri}>");
        // One click is for https alone (RFC 8058, 3.1).
        if (stop.Scheme == Uri.UriSchemeHttps)
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return message;
    }

    private MimeEntity WithAttachments(MimeEntity letter) =>
        Attachments.Count == 0 ? letter : new Multipart("mixed", [letter, .. Attachments.Select(File)]);

    // Base64, since a mail server may wrap or re-encode text, and these bytes are signed.
    private static MimePart File(Attachment attachment) =>
        new("application", "octet-stream")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(attachment.Content))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = attachment.FileName,
        };

    private TextPart Text(string? link, Uri? stop) =>
        new(TextFormat.Plain)
        {
            Text =
                string.Join(
                    "\n\n",
                    [
                        .. Paragraphs,
                        .. link is null ? [] : new[] { link },
                        .. stop is null ? [] : new[] { $"{Unsubscribe!.Text}\n{stop.AbsoluteUri}" },
                        $"-- \n{Signature}",
                    ]
                ) + "\n",
        };

    private TextPart Html(string? link, Uri? stop)
    {
        var paragraphs = Paragraphs.Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>");
        var line = link is null
            ? ""
            : $"<p><a href=\"{WebUtility.HtmlEncode(link)}\">{WebUtility.HtmlEncode(link)}</a></p>";
        var last = stop is null
            ? ""
            : $"<p><small><a href=\"{WebUtility.HtmlEncode(stop.AbsoluteUri)}\">{WebUtility.HtmlEncode(Unsubscribe!.Text)}</a></small></p>";
        return new(TextFormat.Html)
        {
            Text =
                $"<!doctype html><html><body>{string.Concat(paragraphs)}{line}{last}<p>{Signature}</p></body></html>",
        };
    }
}
