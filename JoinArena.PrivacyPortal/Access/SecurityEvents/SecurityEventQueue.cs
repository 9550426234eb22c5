using System.Threading.Channels;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// The events that wait for the audit trail. They are written after the response, so that its time does not tell a
/// stranger whether an address belongs to the team.
/// </summary>
public sealed class SecurityEventQueue
{
    private const int Capacity = 10_000;

    private readonly Channel<SecurityEvent> _waiting = Channel.CreateBounded<SecurityEvent>(Capacity);

    /// <returns>False if too many wait.</returns>
    internal bool TryAdd(SecurityEvent securityEvent) => _waiting.Writer.TryWrite(securityEvent);

    /// <summary>Waits until there are events.</summary>
    internal ValueTask<bool> WaitAsync(CancellationToken ct) => _waiting.Reader.WaitToReadAsync(ct);

    /// <summary>Takes what waits, oldest first, and no more than <paramref name="most"/>.</summary>
    internal List<SecurityEvent> Take(int most)
    {
        var taken = new List<SecurityEvent>();
        while (taken.Count < most && _waiting.Reader.TryRead(out var next))
            taken.Add(next);
        return taken;
    }
}
