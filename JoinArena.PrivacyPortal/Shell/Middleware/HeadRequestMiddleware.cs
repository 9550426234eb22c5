namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Handles HEAD as GET (RFC 9110 9.3.2), so that routes only need to map GET. The server does not send the body.
/// </summary>
internal sealed class HeadRequestMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
