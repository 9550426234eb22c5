namespace JoinArena.PrivacyPortal.Data;

/// <summary>Tells open pages of this process that something about a subject has been committed, so that they load it again. Carries no data.</summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Func<Task>>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Calls <paramref name="onChange"/> after each commit about <paramref name="subject"/>, until the subscription is disposed.</summary>
    public IDisposable Subscribe(string subject, Func<Task> onChange)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(subject, out var those)) those.Add(onChange);
            else _listeners[subject] = [onChange];
        }

        return new Subscription(() => Forget(subject, onChange));
    }

    /// <summary>Tells the listeners of each subject. A listener whose circuit is gone does not keep the others from hearing.</summary>
    public async Task PublishAsync(IEnumerable<string> subjects)
    {
        foreach (var subject in subjects.Distinct(StringComparer.Ordinal))
        {
            Func<Task>[] those;
            lock (_lock) those = _listeners.TryGetValue(subject, out var listening) ? [.. listening] : [];
            foreach (var listener in those) await TellAsync(listener);
        }
    }

    // With its last listener a subject goes too, or every worker who ever looked would leave something behind.
    private void Forget(string subject, Func<Task> listener)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(subject, out var those) && those.Remove(listener) && those.Count == 0) _listeners.Remove(subject);
        }
    }

    private async Task TellAsync(Func<Task> listener)
    {
        try
        {
            await listener();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "An open page could not take a change; it will see it when it is loaded again.");
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
