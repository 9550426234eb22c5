using System.Text.RegularExpressions;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>The mail that the portal left as files.</summary>
/// <param name="directory">Where.</param>
public sealed class Postbox(string directory)
{
    /// <summary>Everything sent to somebody, oldest first.</summary>
    public IReadOnlyList<ReceivedEmail> GetEmailsTo(string address) =>
        [
            // A letter's date has whole seconds. Of two in one second the one written first is the older.
            .. Files()
                .OrderBy(File.GetLastWriteTimeUtc)
                .Select(file => MimeMessage.Load(file))
                .Where(mail =>
                    mail.To.Mailboxes.Any(to =>
                        to.GetAddress(idnEncode: true).Equals(address, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .OrderBy(mail => mail.Date)
                .Select(mail => new ReceivedEmail(mail.Subject ?? "", mail.TextBody ?? "")
                {
                    Attachments = mail.Attachments.OfType<MimePart>().ToDictionary(f => f.FileName!, Content),
                }),
        ];

    /// <summary>Everybody something was sent to, as their address is written.</summary>
    public IReadOnlySet<string> GetRecipients() =>
        Files()
            .SelectMany(file => MimeMessage.Load(file).To.Mailboxes)
            .Select(to => to.GetAddress(idnEncode: true))
            .ToHashSet(StringComparer.Ordinal);

    private static byte[] Content(MimePart file)
    {
        using var bytes = new MemoryStream();
        file.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>
    /// The last letter to somebody, once one has come whose subject or text holds <paramref name="about"/>.
    /// </summary>
    public Task<ReceivedEmail> WaitForEmailToAsync(string address, string about = "") =>
        Eventually.FindAsync(
            () =>
                GetEmailsTo(address)
                    .LastOrDefault(letter =>
                        letter.Subject.Contains(about, StringComparison.OrdinalIgnoreCase)
                        || letter.Text.Contains(about, StringComparison.OrdinalIgnoreCase)
                    ),
            () =>
                $"no letter to {address} about '{about}'; there are: "
                + string.Join(", ", GetEmailsTo(address).Select(letter => $"'{letter.Subject}'"))
        );

    private string[] Files() => Directory.Exists(directory) ? Directory.GetFiles(directory, "*.eml") : [];
}

/// <summary>One letter, as it is read.</summary>
public sealed partial record ReceivedEmail(string Subject, string Text)
{
    /// <summary>What came with it, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Attachments { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The path and query of its first link into the portal under <paramref name="path"/>.</summary>
    public string FindLink(string path = "/") =>
        Links()
            .Matches(Text)
            .Select(match => new Uri(match.Value).PathAndQuery)
            .First(found => found.StartsWith(path, StringComparison.Ordinal));

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, 10_000)]
    private static partial Regex Links();
}
