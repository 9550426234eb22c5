using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Tells open pages that a change about a subject has been committed, so that they load it again. It carries no data.
/// Between nodes a subject is sent as a hash, which does not reveal the subject.
/// </summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> log)
{
    private const int HashBytes = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Func<Task>>> _listeners = new(StringComparer.Ordinal);

    /// <summary>The id of this node among those that share a database.</summary>
    internal string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Calls <paramref name="onChange"/> after each commit about <paramref name="subject"/>, on this node or another,
    /// until the subscription is disposed. It is called in the language of the subscriber, not of who made the change.
    /// </summary>
    public IDisposable Subscribe(string subject, Func<Task> onChange)
    {
        var hash = HashSubject(subject);
        var culture = CultureInfo.CurrentCulture;
        var language = CultureInfo.CurrentUICulture;
        lock (_lock)
        {
            if (_listeners.TryGetValue(hash, out var listeners))
                listeners.Add(ListenAsync);
            else
                _listeners[hash] = [ListenAsync];
        }

        return new Subscription(() => Unsubscribe(hash, ListenAsync));

        // What an asynchronous method sets, it sets for itself and what it calls: the publisher keeps its own.
        async Task ListenAsync()
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = language;
            await onChange();
        }
    }

    /// <summary>Calls this node's listeners of each subject. A listener that fails does not stop the others.</summary>
    public Task PublishAsync(IEnumerable<string> subjects) => NotifyListenersAsync(subjects.Select(HashSubject));

    /// <summary>The hash that stands for a subject between nodes.</summary>
    internal static string HashSubject(string subject) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, HashBytes));

    /// <summary>Calls this node's listeners of each hash.</summary>
    internal async Task NotifyListenersAsync(IEnumerable<string> hashes)
    {
        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            Func<Task>[] listeners;
            lock (_lock)
                listeners = _listeners.TryGetValue(hash, out var found) ? [.. found] : [];
            foreach (var listener in listeners)
                await NotifyListenersAsync(listener);
        }
    }

    /// <summary>Calls all listeners of this node, when it is not known which changes they have missed.</summary>
    internal Task NotifyAllListenersAsync()
    {
        string[] hashes;
        lock (_lock)
            hashes = [.. _listeners.Keys];
        return NotifyListenersAsync(hashes);
    }

    // A subject without listeners is removed; otherwise the dictionary would grow with every worker who visits.
    private void Unsubscribe(string hash, Func<Task> listener)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(hash, out var listeners) && listeners.Remove(listener) && listeners.Count == 0)
                _listeners.Remove(hash);
        }
    }

    private async Task NotifyListenersAsync(Func<Task> listener)
    {
        try
        {
            await listener();
        }
        catch (OperationCanceledException fault)
        {
            log.LogDebug(fault, "An open page that is being closed did not show a change.");
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "An open page could not show a change; it shows the change when it is loaded again.");
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
