using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>
/// Sends one email now. For outbox jobs that write their email when it is due; everything else adds a notice to its
/// unit of work.
/// </summary>
public sealed class MailSender
{
    private readonly IMailTransport _transport;
    private readonly MailSettings _settings;
    private readonly PublicAddress _portal;
    private readonly TimeProvider _clock;

    internal MailSender(IMailTransport transport, MailSettings settings, PublicAddress portal, TimeProvider clock)
    {
        _transport = transport;
        _settings = settings;
        _portal = portal;
        _clock = clock;
    }

    /// <summary>Sends the email, or throws.</summary>
    /// <param name="id">The same id at each try, so that a repeat is recognised as the same email.</param>
    /// <param name="email">The recipient's address.</param>
    /// <param name="notice">The subject and the text.</param>
    public async Task SendAsync(Guid id, string email, Notice notice, CancellationToken ct)
    {
        using var message = new Mail(email, null, notice.Subject, notice.Paragraphs, notice.Path).Compose(
            id,
            _settings,
            _portal,
            _clock.GetInstant()
        );
        await _transport.SendAsync(id, message, ct);
    }
}
