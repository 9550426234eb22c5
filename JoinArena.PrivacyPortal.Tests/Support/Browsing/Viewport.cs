using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>How a page is looked at.</summary>
/// <param name="Width">In CSS pixels; 320 is where WCAG 2.2 1.4.10 still wants no sideways scrolling.</param>
/// <param name="Scheme">Light or dark.</param>
public sealed record Viewport(int Width, ColorScheme Scheme)
{
    public static readonly Viewport Wide = new(1280, ColorScheme.Light);
    public static readonly Viewport WideDark = new(1280, ColorScheme.Dark);
    public static readonly Viewport Narrow = new(320, ColorScheme.Light);
    public static readonly Viewport NarrowDark = new(320, ColorScheme.Dark);

    /// <summary>Every look a page must hold in.</summary>
    public static readonly IReadOnlyList<Viewport> All = [WideDark, NarrowDark, Narrow, Wide];

    public override string ToString() => $"{Scheme}, {Width} px".ToLowerInvariant();
}
