namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Answers what no route takes, before authorization, which would redirect it to the sign-in page: 404 for an unknown
/// address, 405 with the methods it has (RFC 9110 15.5.6), 415 for another media type, and 204 for <c>OPTIONS</c>.
/// </summary>
internal sealed class RoutingRejectionMiddleware(RequestDelegate next, AllowedMethods methods)
{
    /// <summary>
    /// The media type of every body that the framework reads. Endpoints that read their own say so themselves.
    /// </summary>
    private const string Json = "application/json";

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint() switch
        {
            RouteEndpoint => next(context),
            // Routing puts an endpoint of its own in place of a route that takes no such request.
            { RequestDelegate: { } refuse } => RefuseAsync(context, refuse),
            _ => RefuseMethod(context),
        };

    private async Task RefuseAsync(HttpContext context, RequestDelegate refuse)
    {
        await refuse(context);
        if (context.Response.StatusCode is StatusCodes.Status415UnsupportedMediaType)
            context.Response.Headers.Accept = Json;
        else if (context.Response.StatusCode is StatusCodes.Status405MethodNotAllowed)
            await RefuseMethod(context);
    }

    private Task RefuseMethod(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        var allowed = methods.Find(context);
        response.StatusCode =
            allowed.Count == 0 ? StatusCodes.Status404NotFound
            : HttpMethods.IsOptions(request.Method) ? StatusCodes.Status204NoContent
            : StatusCodes.Status405MethodNotAllowed;
        if (allowed.Count == 0)
            response.Headers.Remove("Allow");
        else
            response.Headers.Allow = string.Join(", ", allowed);
        return Task.CompletedTask;
    }
}
