using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Keeps what is logged as an error: no journey ends well with one. A portal that ends takes its entries with it.</summary>
internal sealed class ErrorLogCollector : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _faults = new();

    public IReadOnlyCollection<string> Entries => _faults;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel) && !IsNavigationOfGoneBrowser(exception))
            _faults.Enqueue($"{formatter(state, exception)} {exception}");
    }

    // Blazor logs as an error that a page which should load again was left or closed in that moment.
    private static bool IsNavigationOfGoneBrowser(Exception? exception) =>
        exception is TaskCanceledException { StackTrace: { } trace }
        && trace.Contains("RemoteNavigationManager", StringComparison.Ordinal);

    public void Dispose() => _faults.Clear();
}
