namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Put on a page that holds interactive islands: only then is Blazor's script loaded. Every other page has no script at
/// all.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InteractivePageAttribute : Attribute
{
    /// <summary>
    /// Whether the islands use MudBlazor, which needs its own files and positions things with <c>style</c> attributes.
    /// </summary>
    public bool UsesMudBlazor { get; init; }
}
