using Microsoft.AspNetCore.Antiforgery;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// A form without a good antiforgery token changes nothing and gets the page that says so, in every environment.
/// </summary>
internal sealed class ExpiredFormMiddleware(RequestDelegate next)
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

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
