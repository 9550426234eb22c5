using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Sends the reader of a form that is no longer on its page to the page as it is now: after F5, after "Back", or from a
/// second tab. Blazor answers such a form with 400 and no text, which browsers show as an error of their own.
/// </summary>
internal sealed class RepeatedFormMiddleware(RequestDelegate next)
{
    /// <summary>The query parameter by which the page says that nothing was sent this time.</summary>
    public const string Parameter = "resent";

    public async Task InvokeAsync(HttpContext context)
    {
        if (
            !HttpMethods.IsPost(context.Request.Method)
            || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null
        )
        {
            await next(context);
            return;
        }

        // In Development Blazor writes an explanation for developers, so the response starts before it comes back here.
        context.Response.OnStarting(() =>
        {
            ShowPageAsItIs(context);
            return Task.CompletedTask;
        });
        await next(context);
        if (!context.Response.HasStarted)
            ShowPageAsItIs(context);
    }

    private static void ShowPageAsItIs(HttpContext context)
    {
        if (context.Response.StatusCode != StatusCodes.Status400BadRequest)
            return;

        // A page may have led elsewhere already, such as from the wizard to the request that it made.
        var leadsTo = context.Response.Headers.Location.ToString();
        var request = context.Request;
        if (leadsTo.Length == 0)
            leadsTo = $"{request.PathBase}{request.Path}{request.QueryString}";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers[HeaderNames.Location] = QueryHelpers.AddQueryString(leadsTo, Parameter, "true");
    }
}
