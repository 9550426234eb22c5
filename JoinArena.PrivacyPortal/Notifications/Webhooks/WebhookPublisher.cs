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
