using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Access.SecurityEvents;

/// <summary>Keeps the lines that the log gets about security events, with their fields.</summary>
internal sealed class SecurityEventCollector : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<SecurityEventLine> _lines = new();

    public IReadOnlyCollection<SecurityEventLine> Lines => _lines;

    public ILogger CreateLogger(string categoryName) =>
        categoryName == typeof(SecurityLog).FullName
            ? this
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var fields = (IReadOnlyList<KeyValuePair<string, object?>>)state!;
        _lines.Enqueue(
            new(
                formatter(state, exception),
                fields.ToDictionary(f => f.Key, f => f.Value?.ToString(), StringComparer.OrdinalIgnoreCase)
            )
        );
    }

    public void Dispose() { }
}

/// <summary>One line of the log.</summary>
internal sealed record SecurityEventLine(string Text, IReadOnlyDictionary<string, string?> Fields)
{
    public string? Kind => Fields["kind"];

    public string? Result => Fields["result"];

    public string? Account => Fields["accountId"];

    public string? Subject => Fields["subjectId"];
}
