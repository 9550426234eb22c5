using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Shell.PageCache;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Sets the reader's language and time zone, and <c>no-store</c> on responses for signed-in people and at secret addresses.
/// </summary>
internal sealed class ReaderMiddleware(RequestDelegate next, ReaderLanguage languages)
{
    public Task InvokeAsync(HttpContext context, DisplayFormatter formatter)
    {
        formatter.UseZoneOf(context.User);
        // Until the sign-in was read, the language was that of an unknown visitor.
        var language = languages.Choose(context);
        CultureScope.Use(language);
        if (context.Response.Headers.ContentLanguage.Count > 0)
            context.Response.Headers.ContentLanguage = language.Tag;

        if (
            context.User.Identity is { IsAuthenticated: true }
            || context.GetEndpoint()?.Metadata.GetMetadata<SecretAddressAttribute>() is not null
        )
        {
            context.Response.OnStarting(() =>
            {
                // Fingerprinted assets set their own cache headers.
                if (context.Response.Headers.CacheControl.Count == 0)
                    context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
