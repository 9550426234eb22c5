namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// One fair queue for every write of the process. SQLite lets writers that contend for its lock starve one another (its
/// busy retry is not a queue);
/// behind the gate each waits its turn and reads never wait. PostgreSQL needs none, so there the gate stands open.
/// </summary>
public sealed class WriteLock(bool isOpen) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn to write; disposing what it returns passes the turn on.</summary>
    public async ValueTask<IDisposable?> AcquireAsync(CancellationToken ct)
    {
        if (isOpen)
            return null;
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    /// <inheritdoc cref="AcquireAsync"/>
    public IDisposable? Acquire()
    {
        if (isOpen)
            return null;
        _turn.Wait();
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
