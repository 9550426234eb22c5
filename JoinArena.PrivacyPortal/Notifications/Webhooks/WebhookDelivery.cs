using System.Text.Json;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>An event that waits for delivery to one subscriber.</summary>
internal sealed record WebhookDelivery(
    Guid Subscription,
    string Id,
    string Type,
    DateTimeOffset Time,
    JsonElement Data
);
