using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Sets no cookie for visitors who only read. Blazor creates a form token and its cookie for every page. A page with
/// <c>RequireAntiforgeryToken(required: false)</c> takes no forms, so the cookie is removed from its response.
/// </summary>
internal sealed class NoFormCookieMiddleware(RequestDelegate next, IOptions<AntiforgeryOptions> forms)
{
    public Task InvokeAsync(HttpContext context)
    {
        var takesForms =
            context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };
        if (takesForms || context.User.Identity is { IsAuthenticated: true })
            return next(context);

        // Callbacks run in reverse order. This one is registered before the page's, so it runs after it.
        context.Response.OnStarting(() =>
        {
            var token = $"{forms.Value.Cookie.Name}=";
            var kept = context
                .Response.Headers.SetCookie.Where(cookie =>
                    cookie?.StartsWith(token, StringComparison.Ordinal) is false
                )
                .ToArray();
            context.Response.Headers.SetCookie = kept;
            return Task.CompletedTask;
        });
        return next(context);
    }
}
