namespace JoinArena.PrivacyPortal.Operations.Shutdown;

/// <summary>How a node stops.</summary>
public sealed class ShutdownOptions
{
    /// <summary>How long it goes on serving, and says that it is not ready, before it closes its listener.</summary>
    public int DrainSeconds { get; set; }

    /// <summary>How long the requests and jobs that are under way then may take.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}
