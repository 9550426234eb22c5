using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Leaves no cookie with a stranger who only reads. Blazor makes a form token, and its cookie, for every page whether
/// it holds a form or not; a page that
/// says <c>RequireAntiforgeryToken(required: false)</c> takes no form, so its answer goes without.
/// </summary>
internal sealed class NoFormCookieMiddleware(RequestDelegate next, IOptions<AntiforgeryOptions> forms)
{
    public Task InvokeAsync(HttpContext context)
    {
        var takesForms =
            context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };
        if (takesForms || context.User.Identity is { IsAuthenticated: true })
            return next(context);

        // Registered before the page's own callback, so run after it.
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
