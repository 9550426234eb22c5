using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>
/// Tells a party by a signed call to its address, which it answers at its leisure over the link in the body, or with
/// its key.
/// </summary>
internal sealed class WebhookConnector(
    IDbContextFactory<PortalDbContext> contexts,
    PartyRegister parties,
    WebhookSender courier,
    OutcomeLinks links,
    PublicAddress portal
) : IConnector
{
    public ConnectorType Type => ConnectorType.Webhook;

    public async Task<NotificationResult> NotifyAsync(PartyNotification errand, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var party = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == errand.PartyId, ct);
        // A party that is told otherwise by now is a job for a person: its task says how it was to be told.
        if (party?.Connector is not { Type: ConnectorType.Webhook, Url: { } url, ProtectedSecret: not null } connector)
            throw OutboxHandlerException.Final("no-endpoint");

        var (asked, id) = (errand.Message, errand.Message.MessageId);
        var body = CloudEvent.SerializeToUtf8Bytes(
            id,
            portal,
            TypeOf(asked.Kind),
            asked.At,
            new
            {
                taskId = asked.Task,
                number = errand.Number,
                workerId = errand.WorkerId,
                items = errand.Items.Select(i => new { id = i.ItemId, category = KebabCase.ToKebabCase(i.Category) }),
                interviewIds = errand.InterviewIds,
                dueBy = errand.DueBy.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                outcomeUrl = asked.Kind is NotificationKind.Withdrawn
                    ? null
                    : links.CreateApiUrl(asked.Task, asked.Round, errand.DueBy).AbsoluteUri,
            }
        );
        await courier.DeliverAsync(
            new(PartyEndpoint.KeyFor(party.Id), url, parties.GetActiveSecrets(connector)),
            id,
            body,
            ct
        );
        return new(IsAcknowledged: true);
    }

    private static string TypeOf(NotificationKind kind) =>
        kind switch
        {
            NotificationKind.Requested => WebhookTypes.ErasureRequested,
            NotificationKind.Reminder => WebhookTypes.ErasureReminder,
            NotificationKind.Withdrawn => WebhookTypes.ErasureWithdrawn,
        };
}
