namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>What the clocks of JoinArena's other systems may differ by.</summary>
internal static class ClockSkew
{
    /// <summary>How far ahead of the portal's clock a time may be that another system reports.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);
}
