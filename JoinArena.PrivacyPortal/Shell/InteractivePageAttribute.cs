namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Marks a page with interactive islands, which loads Blazor's script. Other pages do not load it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InteractivePageAttribute : Attribute
{
    /// <summary>
    /// True if the islands use MudBlazor, which needs its own files and <c>style</c> attributes.
    /// </summary>
    public bool UsesMudBlazor { get; init; }
}
