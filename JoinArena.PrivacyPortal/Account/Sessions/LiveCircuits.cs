using System.Collections.Concurrent;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>
/// The live pages of this process by account and session. A sign-out or a change of role ends them immediately here, and
/// within a minute on other nodes.
/// </summary>
public sealed class LiveCircuits
{
    private readonly ConcurrentDictionary<AccountCircuitHandler, Owner> _open = new();

    /// <summary>Ends every live page of the account: each stops accepting input at once and reloads a moment later.</summary>
    public void End(Guid account) => End(owner => owner.Account == account);

    /// <summary>Ends every live page of one session.</summary>
    public void EndSession(Guid session) => End(owner => owner.Session == session);

    internal void Add(AccountCircuitHandler circuit, Guid account, Guid? session) =>
        _open[circuit] = new(account, session);

    internal void Remove(AccountCircuitHandler circuit) => _open.TryRemove(circuit, out _);

    private void End(Func<Owner, bool> isEnded)
    {
        foreach (var (circuit, owner) in _open)
        {
            if (isEnded(owner))
                circuit.End();
        }
    }

    private sealed record Owner(Guid Account, Guid? Session);
}
