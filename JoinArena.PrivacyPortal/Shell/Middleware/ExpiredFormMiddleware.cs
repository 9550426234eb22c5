using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.Antiforgery;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Refuses a form without a valid antiforgery token with 400, in every environment. The error page then explains it.
/// </summary>
internal sealed class ExpiredFormMiddleware(RequestDelegate next, RefusalLog refusals)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (
            context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
            || HttpMethods.IsGet(context.Request.Method)
        )
        {
            return next(context);
        }

        refusals.Record(RefusedInput.FormToken);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
