using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Sends the reader of a form that was handled before, or that is no longer on its page, to the page as it is now: after
/// F5, after "Back", after a second press, or from a second tab. Blazor answers a form that is not on its page with 400
/// and no text, which browsers show as an error of their own.
/// </summary>
internal sealed class RepeatedFormMiddleware(RequestDelegate next, HandledForms forms)
{
    /// <summary>The query parameter by which the page says that nothing was sent this time.</summary>
    public const string Parameter = "resent";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null
        )
        {
            await next(context);
            return;
        }

        var key = request.HasFormContentType
            ? HandledForms.GetKey(context.User, request, await request.ReadFormAsync(context.RequestAborted))
            : null;
        if (key is null)
        {
            await HandleAsync(context);
            return;
        }

        var form = forms.Begin(key);
        if (form.TryTake())
            await HandleAsync(context, key, form);
        else if (await form.LeadsTo.WaitAsync(context.RequestAborted) is { } leadsTo)
            Lead(context, leadsTo);
        else
            await HandleAsync(context);
    }

    private async Task HandleAsync(HttpContext context, string key, HandledForm form)
    {
        var isDone = false;
        try
        {
            await HandleAsync(context);
            isDone = context.IsFormHandled || IsRedirect(context.Response);
        }
        finally
        {
            var location = context.Response.Headers.Location.ToString();
            forms.End(key, form, isDone ? (location.Length > 0 ? location : GetAddress(context.Request)) : null);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
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
        Lead(context, leadsTo.Length > 0 ? leadsTo : GetAddress(context.Request));
    }

    private static void Lead(HttpContext context, string leadsTo)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers[HeaderNames.Location] = leadsTo.Contains($"{Parameter}=true", StringComparison.Ordinal)
            ? leadsTo
            : QueryHelpers.AddQueryString(leadsTo, Parameter, "true");
    }

    private static bool IsRedirect(HttpResponse response) => response.StatusCode is >= 300 and < 400;

    private static string GetAddress(HttpRequest request) => $"{request.Path}{request.QueryString}";
}
