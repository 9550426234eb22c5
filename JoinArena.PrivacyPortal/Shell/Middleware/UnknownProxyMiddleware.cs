namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Says once in the log that a proxy is in front of the portal which the settings do not name. Otherwise an operator
/// would learn only from the first people who are turned away that everybody counts as one.
/// </summary>
internal sealed class UnknownProxyMiddleware(RequestDelegate next, ILogger<UnknownProxyMiddleware> log)
{
    private int _isKnown;

    public Task InvokeAsync(HttpContext context)
    {
        // A proxy that is known has moved what it said to X-Original-For.
        if (
            context.Request.Headers.ContainsKey("X-Forwarded-For")
            && !context.Request.Headers.ContainsKey("X-Original-For")
            && Interlocked.Exchange(ref _isKnown, 1) == 0
        )
        {
            log.LogWarning(
                "Requests carry X-Forwarded-For and come from an address that is not among Portal__Proxy__KnownProxies "
                    + "or Portal__Proxy__KnownNetworks. The header counts for nothing, so everybody behind that proxy "
                    + "shares one limit, and evidence names the proxy. See 'Behind a proxy' in docs/operations.md."
            );
        }

        return next(context);
    }
}
