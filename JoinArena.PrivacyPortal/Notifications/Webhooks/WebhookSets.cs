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

        /// <summary>Tells JoinArena's own systems what happened, within this unit of work.</summary>
        public WebhookPublisher Webhooks => new(db);
    }
}
