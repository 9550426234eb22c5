using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>
/// Hands one mail over now. For jobs that write their mail when it is due; everything else puts a notice in the outbox.
/// </summary>
public sealed class MailSender
{
    private readonly IMailTransport _transport;
    private readonly MailSettings _settings;
    private readonly PublicAddress _portal;
    private readonly TimeProvider _clock;

    internal MailSender(IMailTransport transport, MailSettings settings, PublicAddress portal, TimeProvider clock) =>
        (_transport, _settings, _portal, _clock) = (transport, settings, portal, clock);

    /// <summary>Sends it, or throws.</summary>
    /// <param name="id">The same at each try, so that a repeat is recognised as the same mail.</param>
    /// <param name="email">Where to.</param>
    /// <param name="notice">What to say.</param>
    /// <param name="ct">Stops.</param>
    public async Task SendAsync(Guid id, string email, Notice notice, CancellationToken ct)
    {
        using var message = new Mail(email, null, notice.Subject, notice.Paragraphs, notice.Path).Compose(
            id,
            _settings.From,
            _portal,
            _clock.GetInstant()
        );
        await _transport.SendAsync(id, message, ct);
    }
}
