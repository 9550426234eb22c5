using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>Tells a party by a mail, with a link to the page where it answers without an account.</summary>
internal sealed class EmailConnector(PartyEmails letters, OutcomeLinks links, MailSender mail) : IConnector
{
    public ConnectorType Type => ConnectorType.Email;

    public async Task<NotificationResult> NotifyAsync(PartyNotification errand, CancellationToken ct)
    {
        if (errand.Contact is not { } contact || !EmailAddress.IsValid(contact))
            throw OutboxHandlerException.Final("no-address");
        var link = links.CreatePagePath(errand.Message.Task, errand.Message.Round, errand.DueBy);
        await mail.SendAsync(errand.Message.MailId, contact, await letters.ComposeAsync(errand, link, ct), ct);
        return new();
    }
}
