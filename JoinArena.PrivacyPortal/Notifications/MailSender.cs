using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

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
    public Task SendAsync(Guid id, string email, Notice notice, CancellationToken ct) =>
        SendAsync(id, Mail.FromNotice(email, null, notice), ct);

    /// <summary>Sends the email to the address JoinArena has registered, or throws.</summary>
    /// <inheritdoc cref="SendAsync(Guid, string, Notice, CancellationToken)"/>
    public Task SendAsync(Guid id, Worker worker, Notice notice, CancellationToken ct) =>
        SendAsync(id, Mail.FromNotice(worker.Email, worker.Name, notice), ct);

    private async Task SendAsync(Guid id, Mail mail, CancellationToken ct)
    {
        using var message = mail.Compose(id, _settings, _portal, _clock.GetInstant());
        await _transport.SendAsync(id, message, ct);
    }
}
