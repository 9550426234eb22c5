using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing.Template;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>Every page of the portal, by the pattern of its address: <c>/deletion/{Number}</c>.</summary>
internal static class PageRoutes
{
    private static readonly Route[] s_routes =
    [
        .. typeof(Program)
            .Assembly.GetTypes()
            .SelectMany(page => page.GetCustomAttributes<RouteAttribute>())
            .Select(Route.Parse)
            .OrderBy(route => route.Precedence),
    ];

    /// <summary>The patterns, the same each time.</summary>
    public static IReadOnlyList<string> All { get; } =
    [.. s_routes.Select(route => route.Pattern).Order(StringComparer.Ordinal)];

    /// <summary>The pages that need nothing in their address.</summary>
    public static IReadOnlyList<string> WithoutParameters { get; } = [.. All.Where(pattern => !pattern.Contains('{'))];

    /// <summary>The page that a path leads to; null if it leads to none, such as a file to download.</summary>
    /// <param name="path">Without query.</param>
    public static string? Find(string path) =>
        s_routes.FirstOrDefault(route => route.Matcher.TryMatch(path, []))?.Pattern;

    private sealed record Route(string Pattern, TemplateMatcher Matcher, decimal Precedence)
    {
        public static Route Parse(RouteAttribute page)
        {
            var template = TemplateParser.Parse(page.Template);
            return new(page.Template, new(template, []), RoutePrecedence.ComputeInbound(template));
        }
    }
}
