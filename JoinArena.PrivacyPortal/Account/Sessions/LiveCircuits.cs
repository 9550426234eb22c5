using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Account.SigningIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// The live pages of this process by account, so that a sign-out or a change of role ends them at once. Other nodes
/// notice within a minute.
/// </summary>
public sealed class LiveCircuits
{
    private readonly ConcurrentDictionary<AccountCircuitHandler, Guid> _open = new();

    /// <summary>Ends every live page of the account: nothing more is taken from it, and it is loaded anew.</summary>
    public void End(Guid account)
    {
        foreach (var (circuit, of) in _open)
        {
            if (of == account)
                circuit.End();
        }
    }

    internal void Add(AccountCircuitHandler circuit, Guid account) => _open[circuit] = account;

    internal void Remove(AccountCircuitHandler circuit) => _open.TryRemove(circuit, out _);
}

/// <summary>One circuit's entry among the live ones.</summary>
internal sealed class AccountCircuitHandler(
    LiveCircuits live,
    AuthenticationStateProvider people,
    NavigationManager navigation
) : CircuitHandler
{
    private volatile bool _ended;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if ((await people.GetAuthenticationStateAsync()).User.FindAccountId() is { } account)
            live.Add(this, account);
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
