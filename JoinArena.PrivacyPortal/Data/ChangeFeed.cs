using System.Collections.Concurrent;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>Tells open pages of this process that something about a subject has been committed, so that they load it again. Carries no data.</summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> log)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Func<Task>>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Calls <paramref name="onChange"/> after each commit about <paramref name="subject"/>, until the subscription is disposed.</summary>
    public IDisposable Subscribe(string subject, Func<Task> onChange)
    {
        var id = Guid.NewGuid();
        _listeners.GetOrAdd(subject, _ => new()).TryAdd(id, onChange);
        return new Subscription(() =>
        {
            if (_listeners.TryGetValue(subject, out var those)) those.TryRemove(id, out _);
        });
    }

    /// <summary>Tells the listeners of each subject. A listener whose circuit is gone does not keep the others from hearing.</summary>
    public async Task PublishAsync(IEnumerable<string> subjects)
    {
        foreach (var subject in subjects.Distinct(StringComparer.Ordinal))
        {
            if (!_listeners.TryGetValue(subject, out var those)) continue;
            foreach (var listener in those.Values) await TellAsync(listener);
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
