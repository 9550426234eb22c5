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
    NavigationManager navigation,
    TimeProvider clock
) : CircuitHandler, IDisposable
{
    /// <summary>
    /// The page in which somebody signs out is on its way to the next one. A reload at once would take it back here, and
    /// from here to the sign-in.
    /// </summary>
    internal static readonly TimeSpan ReloadAfter = TimeSpan.FromSeconds(3);

    private volatile bool _ended;
    private ITimer? _reload;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (user.FindAccountId() is { } account)
            live.Add(this, account, user.FindSessionId());
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        live.Remove(this);
        Dispose();
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) => context => _ended ? Task.CompletedTask : next(context);

    /// <summary>The page accepts no input from now on, and reloads after a moment if it is still open.</summary>
    internal void End()
    {
        _ended = true;
        live.Remove(this);
        _reload = clock.CreateTimer(Reload, state: null, ReloadAfter, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _reload?.Dispose();

    private void Reload(object? state) => navigation.NavigateTo(navigation.Uri, forceLoad: true);
}
