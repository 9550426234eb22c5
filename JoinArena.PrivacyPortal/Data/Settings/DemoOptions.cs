namespace JoinArena.PrivacyPortal.Data.Settings;

/// <summary>Settings under <c>Portal:Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>
    /// True to load fictional people and parties. Every page then shows that the data is made up. Default: in
    /// Development only.
    /// </summary>
    public bool Enabled { get; set; }
}
