using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Delivers events to subscribers.</summary>
internal sealed class WebhookDeliveryHandler(WebhookSubscribers subscribers, WebhookSender sender, PublicAddress portal)
    : IOutboxHandler
{
    public const string KindName = "webhook";

    public string Kind => KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var delivery = Read(payload);
        // A removed subscriber receives nothing more.
        if (await subscribers.FindAddressAsync(delivery.Subscription, ct) is not { } address)
            return;
        await sender.DeliverAsync(
            address,
            delivery.Id,
            CloudEvent.SerializeToUtf8Bytes(delivery.Id, portal, delivery.Type, delivery.Time, delivery.Data),
            ct
        );
    }

    public async Task OnReplayedAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct)
    {
        var id = Read(payload).Subscription;
        if (await db.WebhookSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } found)
            await EndpointCircuitBreaker.ResetAsync(db, found.Key, ct);
    }

    private static WebhookDelivery Read(string payload) =>
        JsonSerializer.Deserialize<WebhookDelivery>(payload)
        ?? throw new InvalidOperationException("The job has no event to deliver.");
}
