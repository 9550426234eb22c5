using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>Registers one circuit in <see cref="LiveCircuits"/>.</summary>
internal sealed class AccountCircuitHandler(
    LiveCircuits live,
    AuthenticationStateProvider authentication,
    NavigationManager navigation
) : CircuitHandler
{
    private volatile bool _ended;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (user.FindAccountId() is { } account)
            live.Add(this, account, user.FindSessionId());
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        live.Remove(this);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) => context => _ended ? Task.CompletedTask : next(context);

    internal void End()
    {
        _ended = true;
        live.Remove(this);
        navigation.NavigateTo(navigation.Uri, forceLoad: true);
    }
}
