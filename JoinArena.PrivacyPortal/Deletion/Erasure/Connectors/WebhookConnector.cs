using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>
/// Notifies a party by a signed webhook. The party answers later, through the link in the body or with its API key.
/// </summary>
internal sealed class WebhookConnector(
    IDbContextFactory<PortalDbContext> contexts,
    PartyRegister parties,
    WebhookSender webhooks,
    OutcomeLinks links,
    PublicAddress portal
) : IConnector
{
    public ConnectorType Type => ConnectorType.Webhook;

    public async Task<NotificationResult> NotifyAsync(PartyNotification notification, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var party = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == notification.PartyId, ct);
        // If the party's connector has changed since the task began, a person has to act: the task keeps its connector.
        if (party?.Connector is not { Type: ConnectorType.Webhook, Url: { } url, ProtectedSecret: not null } connector)
            throw OutboxHandlerException.Final("no-endpoint");

        await webhooks.DeliverAsync(
            new(PartyEndpoint.KeyFor(party.Id), url, parties.GetActiveSecrets(connector)),
            notification.Message.MessageId,
            CreateBody(notification),
            ct
        );
        return new(IsAcknowledged: true);
    }

    private byte[] CreateBody(PartyNotification notification)
    {
        var message = notification.Message;
        var isWithdrawn = message.Kind is NotificationKind.Withdrawn;
        var outcomeUrl = isWithdrawn
            ? null
            : links.CreateApiUrl(message.Task, message.Round, notification.DueBy).AbsoluteUri;
        return CloudEvent.SerializeToUtf8Bytes(
            message.MessageId,
            portal,
            GetWebhookType(message.Kind),
            message.At,
            new ErasureEventData(
                message.Task,
                notification.Number,
                notification.WorkerId,
                [.. notification.Items.Select(i => new ErasureItem(i.ItemId, i.Category.ToKebabCase()))],
                [.. notification.InterviewIds],
                notification.DueBy.ToIsoDay(),
                outcomeUrl,
                isWithdrawn ? null : ErasureInstruction.Text,
                isWithdrawn ? null : notification.Laws
            )
        );
    }

    private static string GetWebhookType(NotificationKind kind) =>
        kind switch
        {
            NotificationKind.Requested => WebhookTypes.ErasureRequested,
            NotificationKind.Reminder => WebhookTypes.ErasureReminder,
            NotificationKind.Withdrawn => WebhookTypes.ErasureWithdrawn,
        };
}
