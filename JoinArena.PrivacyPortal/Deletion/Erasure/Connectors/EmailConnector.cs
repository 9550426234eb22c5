using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>Notifies a party by email, with a link to the page where it answers without an account.</summary>
internal sealed class EmailConnector(PartyEmails emails, OutcomeLinks links, MailSender mail) : IConnector
{
    public ConnectorType Type => ConnectorType.Email;

    public async Task<NotificationResult> NotifyAsync(PartyNotification notification, CancellationToken ct)
    {
        if (notification.Contact is not { } contact || !EmailAddress.IsValid(contact))
            throw OutboxHandlerException.Final("no-address");
        var message = notification.Message;
        var link = links.CreatePagePath(message.Task, message.Round, notification.DueBy);
        await mail.SendAsync(message.MailId, contact, await emails.ComposeAsync(notification, link, ct), ct);
        return new();
    }
}
