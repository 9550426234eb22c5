using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Http.Features;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Lets only the portal's own pages open a circuit. Browsers send cookies with a WebSocket handshake from any site, and
/// SignalR does not check the origin.
/// Source: OWASP ASVS 5.0.0 4.4.2.
/// </summary>
internal sealed class HubOriginMiddleware(RequestDelegate next, RefusalLog refusals, IConfiguration settings)
{
    /// <summary>The path of Blazor's hub.</summary>
    public const string Path = "/_blazor";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) || IsOurs(context))
            return next(context);

        refusals.Record(RefusedInput.Origin);
        return TypedResults
            .Problem("Only the portal's own pages can open this connection.", statusCode: 403)
            .ExecuteAsync(context);
    }

    private bool IsOurs(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return !IsWebSocket(context);

        return Same(origin, $"{context.Request.Scheme}://{context.Request.Host}")
            || Same(origin, PublicAddress.GetConfiguredUrl(settings)?.AbsoluteUri);
    }

    // HTTP/1.1 uses Upgrade, HTTP/2 uses CONNECT.
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
