namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>What the intake allows, where more than one place depends on it.</summary>
internal static class IntakeLimits
{
    /// <summary>How far ahead of the portal's clock a reported time may be.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
}
