using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Sends the emails that wait in the outbox.</summary>
internal sealed class MailHandler(
    IMailTransport transport,
    MailSettings settings,
    PublicAddress portal,
    TimeProvider clock
) : IOutboxHandler
{
    public const string KindName = "mail";

    public string Kind => KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var mail =
            JsonSerializer.Deserialize<Mail>(payload)
            ?? throw new InvalidOperationException("The job has no email to send.");
        using var message = mail.Compose(job, settings, portal, clock.GetInstant());
        await transport.SendAsync(job, message, ct);
    }
}
