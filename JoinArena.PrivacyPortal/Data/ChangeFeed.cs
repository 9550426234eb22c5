using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Tells open pages that something about a subject has been committed, so that they load it again. It carries no data:
/// between nodes a subject goes as a
/// mark, from which nobody reads whose it is.
/// </summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> log)
{
    private const int MarkBytes = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Func<Task>>> _listeners = new(StringComparer.Ordinal);

    /// <summary>This node, among those that share a database.</summary>
    internal string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Calls <paramref name="onChange"/> after each commit about <paramref name="subject"/>, on this node or another,
    /// until the subscription is disposed.
    /// </summary>
    public IDisposable Subscribe(string subject, Func<Task> onChange)
    {
        var mark = HashSubject(subject);
        lock (_lock)
        {
            if (_listeners.TryGetValue(mark, out var those))
                those.Add(onChange);
            else
                _listeners[mark] = [onChange];
        }

        return new Subscription(() => Forget(mark, onChange));
    }

    /// <summary>
    /// Tells this node's listeners of each subject. A listener whose circuit is gone does not keep the others from
    /// hearing.
    /// </summary>
    public Task PublishAsync(IEnumerable<string> subjects) => NotifyListenersAsync(subjects.Select(HashSubject));

    /// <summary>What a subject is called between nodes.</summary>
    internal static string HashSubject(string subject) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, MarkBytes));

    /// <summary>Tells this node's listeners of each mark.</summary>
    internal async Task NotifyListenersAsync(IEnumerable<string> marks)
    {
        foreach (var mark in marks.Distinct(StringComparer.Ordinal))
        {
            Func<Task>[] those;
            lock (_lock)
                those = _listeners.TryGetValue(mark, out var listening) ? [.. listening] : [];
            foreach (var listener in those)
                await NotifyListenersAsync(listener);
        }
    }

    /// <summary>Has every open page of this node load again: what it may have missed is not known.</summary>
    internal Task NotifyAllListenersAsync()
    {
        string[] marks;
        lock (_lock)
            marks = [.. _listeners.Keys];
        return NotifyListenersAsync(marks);
    }

    // With its last listener a subject goes too, or every worker who ever looked would leave something behind.
    private void Forget(string mark, Func<Task> listener)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(mark, out var those) && those.Remove(listener) && those.Count == 0)
                _listeners.Remove(mark);
        }
    }

    private async Task NotifyListenersAsync(Func<Task> listener)
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
