using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>The endpoints and subscriptions as sets of the context.</summary>
public static class WebhookSets
{
    extension(PortalDbContext db)
    {
        public DbSet<WebhookEndpoint> WebhookEndpoints => db.Set<WebhookEndpoint>();

        public DbSet<WebhookSubscription> WebhookSubscriptions => db.Set<WebhookSubscription>();

        /// <summary>Publishes events to JoinArena's own systems within this unit of work.</summary>
        public WebhookPublisher Webhooks => new(db);
    }
}
