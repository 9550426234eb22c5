using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Publishes events to JoinArena's own systems within the caller's unit of work: they are delivered if, and only if, it
/// is committed.
/// </summary>
public readonly struct WebhookPublisher(PortalDbContext db)
{
    /// <summary>Adds a delivery for every subscriber of the event's type.</summary>
    /// <param name="type">One of <see cref="WebhookTypes.Subscribable"/>.</param>
    /// <param name="data">The event's data; ids rather than names.</param>
    /// <param name="now">When it happened.</param>
    public async Task PublishAsync<T>(string type, T data, DateTimeOffset now, CancellationToken ct)
    {
        var json = CloudEvent.ToJsonElement(data);
        var id = $"evt_{Guid.CreateVersion7():N}";
        foreach (var subscription in await db.WebhookSubscriptions.AsNoTracking().ToListAsync(ct))
        {
            if (subscription.Types.Contains(type))
            {
                db.Enqueue(
                    WebhookDeliveryHandler.KindName,
                    new WebhookDelivery(subscription.Id, id, type, now, json),
                    now
                );
            }
        }
    }
}
