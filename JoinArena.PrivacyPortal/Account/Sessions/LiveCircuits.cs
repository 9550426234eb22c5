using System.Collections.Concurrent;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// The live pages of this process by account. A sign-out or a change of role ends them immediately here, and within a
/// minute on other nodes.
/// </summary>
public sealed class LiveCircuits
{
    private readonly ConcurrentDictionary<AccountCircuitHandler, Guid> _open = new();

    /// <summary>Ends every live page of the account: each stops accepting input and reloads.</summary>
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
