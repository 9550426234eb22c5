using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Shell.PageCache;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Sets the reader's time zone, and <c>no-store</c> on responses for signed-in people and at secret addresses.
/// </summary>
internal sealed class ReaderMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, DisplayFormatter formatter)
    {
        formatter.UseZoneOf(context.User);

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
