using System.Security.Claims;
using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>A link that a slice adds to every page with <c>services.AddNavEntries(…)</c>.</summary>
/// <param name="Text">The text, as a key in <see cref="SharedResource"/>.</param>
/// <param name="Href">The path, such as <c>/my-data</c>.</param>
/// <param name="Order">Links with lower numbers come first.</param>
/// <param name="Roles">
/// The roles that see the link, separated by commas as in <c>[Authorize]</c>. Null: everyone, signed in or not.
/// </param>
public sealed record NavEntry(string Text, string Href, int Order, string? Roles = null)
{
    /// <summary>The part of the page with the link.</summary>
    public NavPlace Place { get; init; } = NavPlace.Header;

    /// <summary>True if pages for someone without an account have it, too.</summary>
    public bool IsForGuests { get; init; }

    /// <summary>True if the menu of the privacy team's pages has it.</summary>
    public bool IsAtDesk => Place is NavPlace.Desk || Href.StartsWith("/staff/", StringComparison.Ordinal);

    /// <summary>True if this person sees the link.</summary>
    public bool IsVisibleTo(ClaimsPrincipal reader) => Roles is null || Roles.Split(',').Any(reader.IsInRole);

    /// <summary>
    /// The value of <c>aria-current</c> for a path: "page" for the page itself, "true" for a page below it, or null.
    /// </summary>
    public string? GetAriaCurrent(PathString path) =>
        path == new PathString(Href) ? "page"
        : path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase) ? "true"
        : null;
}

/// <summary>The parts of the page with links.</summary>
public enum NavPlace
{
    Header,
    Footer,

    /// <summary>The menu of the privacy team's pages only, because the header has no room for all of them.</summary>
    Desk,
}

/// <summary>The number of new things behind a link of the header. It is counted on each page, so it must be fast.</summary>
public interface INavBadgeSource
{
    /// <summary>The path of the <see cref="NavEntry"/>.</summary>
    string Href { get; }

    /// <returns>How many things are new for this person; 0 shows nothing.</returns>
    Task<int> CountAsync(ClaimsPrincipal reader, CancellationToken ct);
}

/// <summary>Registers links.</summary>
public static class NavRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds links to the header or footer of every page.</summary>
        public IServiceCollection AddNavEntries(params ReadOnlySpan<NavEntry> entries)
        {
            foreach (var entry in entries)
                services.AddSingleton(entry);
            return services;
        }
    }
}
