namespace JoinArena.PrivacyPortal.Shell.Live;

/// <summary>
/// Reads what a person asked for last. A newer question cancels the one before it, whose answer nobody waits for any more.
/// For one live part of a page, whose events come one after the other.
/// </summary>
public sealed class LatestRead : IDisposable
{
    private CancellationTokenSource? _reading;

    /// <summary>The answer; null if something else was asked in the meantime, or the page was left.</summary>
    /// <param name="read">Reads the answer, and stops when it is cancelled.</param>
    public async Task<T?> RunAsync<T>(Func<CancellationToken, Task<T>> read)
        where T : class
    {
        _reading?.Cancel();
        using var reading = new CancellationTokenSource();
        _reading = reading;
        try
        {
            var answer = await read(reading.Token);
            return _reading == reading ? answer : null;
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // Something else was asked in the meantime, and is being read.
            return null;
        }
        finally
        {
            if (_reading == reading)
                _reading = null;
        }
    }

    /// <summary>Cancels what is being read.</summary>
    public void Dispose()
    {
        _reading?.Cancel();
        _reading = null;
    }
}
