using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Tells them.</summary>
internal sealed class WebhookDeliveryHandler(
    WebhookSubscribers subscribers,
    WebhookSender courier,
    PublicAddress portal
) : IOutboxHandler
{
    public const string KindName = "webhook";

    public string Kind => KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var telling = Read(payload);
        // One that has been removed wants to hear nothing more.
        if (await subscribers.FindAddressAsync(telling.Subscription, ct) is not { } address)
            return;
        await courier.DeliverAsync(
            address,
            telling.Id,
            CloudEvent.SerializeToUtf8Bytes(telling.Id, portal, telling.Type, telling.Time, telling.Data),
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
        ?? throw new InvalidOperationException("A job without content tells nobody anything.");
}
