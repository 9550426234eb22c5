namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>The types of events that the portal sends.</summary>
public static class WebhookTypes
{
    public const string AcceptanceRecorded = "com.joinarena.acceptance.recorded.v1";
    public const string UseStopped = "com.joinarena.use.stopped.v1";
    public const string UseResumed = "com.joinarena.use.resumed.v1";
    public const string UseStopAnswered = "com.joinarena.use.stop-answered.v1";
    public const string ErasureRequested = "com.joinarena.erasure.requested.v1";
    public const string ErasureReminder = "com.joinarena.erasure.reminder.v1";
    public const string ErasureWithdrawn = "com.joinarena.erasure.withdrawn.v1";

    /// <summary>
    /// The types that JoinArena's own systems can subscribe to. The others are sent only to the party concerned.
    /// </summary>
    public static readonly IReadOnlyList<string> Subscribable =
    [
        AcceptanceRecorded,
        UseStopped,
        UseResumed,
        UseStopAnswered,
    ];
}
