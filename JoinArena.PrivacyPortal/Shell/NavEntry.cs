using System.Security.Claims;
using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>A link a slice contributes to every page; registered with <c>services.AddNav(…)</c>.</summary>
/// <param name="Text">Key in <see cref="SharedResource"/>.</param>
/// <param name="Href">Root-relative address, such as <c>/my-data</c>.</param>
/// <param name="Order">Lower stands first.</param>
/// <param name="Roles">
/// Who sees it, comma-separated as in <c>[Authorize]</c>; null is everybody, signed in or not.
/// </param>
public sealed record NavEntry(string Text, string Href, int Order, string? Roles = null)
{
    /// <summary>Where it stands.</summary>
    public NavPlace Place { get; init; } = NavPlace.Header;

    /// <summary>Whether this person is shown the link.</summary>
    public bool IsVisibleTo(ClaimsPrincipal reader) => Roles is null || Roles.Split(',').Any(reader.IsInRole);

    /// <summary>
    /// The value of <c>aria-current</c> on a page: "page" for itself, "true" for a page under it, null elsewhere.
    /// </summary>
    public string? GetAriaCurrent(PathString path) =>
        path == new PathString(Href) ? "page"
        : path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase) ? "true"
        : null;
}

/// <summary>The parts of the page that hold links.</summary>
public enum NavPlace
{
    Header,
    Footer,

    /// <summary>The privacy team's start page alone: their bar has no room for every desk.</summary>
    StaffHome,
}

/// <summary>How a slice registers its links.</summary>
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
