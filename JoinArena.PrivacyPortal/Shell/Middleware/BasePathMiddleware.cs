using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Serves the portal under its base path and nowhere else: all code behind this sees the path within the portal. A proxy
/// leaves the base path in the address. What asks one node, not the public address, does without it: health checks.
/// </summary>
internal sealed class BasePathMiddleware(RequestDelegate next, BasePath site)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!site.IsShared)
            return next(context);

        if (request.Path.StartsWithSegments(site.Value, StringComparison.Ordinal, out var rest))
        {
            request.PathBase += site.Value;
            request.Path = rest;
            if (rest.HasValue)
                return next(context);
            context.Response.Redirect($"/{request.QueryString}");
            return Task.CompletedTask;
        }

        if (request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
