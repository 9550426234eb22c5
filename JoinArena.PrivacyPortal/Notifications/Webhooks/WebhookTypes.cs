namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>The events that leave the portal.</summary>
public static class WebhookTypes
{
    public const string AcceptanceRecorded = "com.joinarena.acceptance.recorded.v1";
    public const string ErasureRequested = "com.joinarena.erasure.requested.v1";
    public const string ErasureReminder = "com.joinarena.erasure.reminder.v1";
    public const string ErasureWithdrawn = "com.joinarena.erasure.withdrawn.v1";

    /// <summary>
    /// Those JoinArena's own systems can subscribe to; the others go to the party concerned and nobody else.
    /// </summary>
    public static readonly IReadOnlyList<string> Subscribable = [AcceptanceRecorded];
}
