namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// HEAD is answered as GET is, without a body (RFC 9110 9.3.2): the server leaves the body out by itself, whatever is
/// written. Routes need only say GET.
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
