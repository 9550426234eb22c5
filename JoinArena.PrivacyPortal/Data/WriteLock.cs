namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// A fair queue for all writes of the process. SQLite itself has no queue for its write lock, so a writer that retries
/// may wait very long. With this lock, each writer waits its turn, and reads never wait. PostgreSQL does not need it,
/// so there it is always open.
/// </summary>
public sealed class WriteLock(bool isOpen) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>
    /// Waits for the turn to write. Dispose the result to pass the turn on; it is null if the lock is open.
    /// </summary>
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
