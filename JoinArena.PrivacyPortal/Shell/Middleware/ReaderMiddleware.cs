using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>What an answer owes to the person who asked: their zone, and that no cache keeps a copy.</summary>
internal sealed class ReaderMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, DisplayFormatter shown)
    {
        shown.UseZoneOf(context.User);

        if (context.User.Identity is { IsAuthenticated: true })
        {
            context.Response.OnStarting(() =>
            {
                // Fingerprinted assets say for themselves how long they keep.
                if (context.Response.Headers.CacheControl.Count == 0)
                    context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}

/// <summary>The same zone inside a circuit, whose services are not those of the request.</summary>
internal sealed class ReaderCircuitHandler(DisplayFormatter shown, AuthenticationStateProvider people) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        shown.UseZoneOf((await people.GetAuthenticationStateAsync()).User);
}
