using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Sends the notifications in the outbox to parties, each over the connector of its task.</summary>
internal sealed class ErasureMessageHandler(PartyNotificationService notifications, IEnumerable<IConnector> connectors)
    : IOutboxHandler
{
    public string Kind => ErasureMessage.KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var message = Parse(payload);
        var notification = await notifications.BeginAsync(message, ct);
        if (notification is null)
            return;
        NotificationResult result;
        try
        {
            result = await FindConnector(notification).NotifyAsync(notification, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            ConnectorMetrics.CountCall(notification, isDelivered: false);
            await notifications.MarkFailedAsync(message, ct);
            throw;
        }

        ConnectorMetrics.CountCall(notification, isDelivered: true);
        await notifications.MarkDeliveredAsync(notification, result, ct);
    }

    public Task OnGivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) =>
        notifications.MarkGivenUpAsync(db, Parse(payload), ct);

    public async Task OnReplayedAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct)
    {
        var taskId = Parse(payload).Task;
        var partyId = await db.ErasureTasks.Where(t => t.Id == taskId).Select(t => t.PartyId).SingleOrDefaultAsync(ct);
        if (partyId is not null)
            await EndpointCircuitBreaker.ResetAsync(db, PartyEndpoint.KeyFor(partyId), ct);
    }

    private IConnector FindConnector(PartyNotification notification) =>
        connectors.FirstOrDefault(c => c.Type == notification.Connector)
        ?? throw OutboxHandlerException.Final("no-connector");

    private static ErasureMessage Parse(string payload) =>
        JsonSerializer.Deserialize<ErasureMessage>(payload)
        ?? throw new InvalidOperationException("The outbox message has no content.");
}
