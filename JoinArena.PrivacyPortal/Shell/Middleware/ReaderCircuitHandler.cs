using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>Sets the reader's time zone inside a circuit, which has its own services.</summary>
internal sealed class ReaderCircuitHandler(DisplayFormatter formatter, AuthenticationStateProvider authentication)
    : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        formatter.UseZoneOf((await authentication.GetAuthenticationStateAsync()).User);
}
