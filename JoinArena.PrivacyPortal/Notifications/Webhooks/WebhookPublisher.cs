using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Tells JoinArena's own systems inside the caller's unit of work: told exactly if the rest is committed.
/// </summary>
public readonly struct WebhookPublisher(PortalDbContext db)
{
    /// <summary>Tells every subscriber of the type.</summary>
    /// <param name="type">One of <see cref="WebhookTypes.Subscribable"/>.</param>
    /// <param name="data">What there is to say; ids rather than names.</param>
    /// <param name="now">When it happened.</param>
    /// <param name="ct">Stops.</param>
    public async Task PublishAsync<T>(string type, T data, DateTimeOffset now, CancellationToken ct)
    {
        var (what, told) = (CloudEvent.ToJsonElement(data), Guid.CreateVersion7());
        foreach (var subscription in await db.WebhookSubscriptions.AsNoTracking().ToListAsync(ct))
        {
            if (subscription.Types.Contains(type))
            {
                db.Enqueue(
                    WebhookDeliveryHandler.KindName,
                    new WebhookDelivery(subscription.Id, $"evt_{told:N}", type, now, what),
                    now
                );
            }
        }
    }
}

/// <summary>An event that waits to be told to one subscriber.</summary>
internal sealed record WebhookDelivery(
    Guid Subscription,
    string Id,
    string Type,
    DateTimeOffset Time,
    JsonElement Data
);

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
