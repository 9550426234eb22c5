namespace JoinArena.PrivacyPortal.Shell;

/// <summary>Settings under <c>Portal:Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>
    /// Whether fictional people and parties are loaded, and every page says so. Default: in Development only.
    /// </summary>
    public bool Enabled { get; set; }
}
