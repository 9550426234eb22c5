using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Http.Features;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Lets only our own pages open a circuit. A browser sends cookies with a WebSocket handshake from any site, and
/// SignalR has no check of its own.
/// Source: OWASP ASVS 5.0.0 4.4.2.
/// </summary>
internal sealed class HubOriginMiddleware(RequestDelegate next, IConfiguration settings)
{
    /// <summary>Where Blazor's hub listens.</summary>
    public const string Path = "/_blazor";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) || IsOurs(context))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(
            "This connection may only be opened by the portal's own pages.",
            context.RequestAborted
        );
    }

    private bool IsOurs(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return !IsWebSocket(context);

        return Same(origin, $"{context.Request.Scheme}://{context.Request.Host}")
            || Same(origin, PublicAddress.GetConfiguredUrl(settings)?.AbsoluteUri);
    }

    // HTTP/1.1 upgrades, HTTP/2 connects.
    private static bool IsWebSocket(HttpContext context) =>
        context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    private static bool Same(string origin, string? allowed) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && Uri.TryCreate(allowed, UriKind.Absolute, out var ours)
        && Uri.Compare(
            from,
            ours,
            UriComponents.SchemeAndServer,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;
}
