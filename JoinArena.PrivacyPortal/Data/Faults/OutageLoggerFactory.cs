using System.Diagnostics;

namespace JoinArena.PrivacyPortal.Data.Faults;

/// <summary>
/// Logs one line a second while the database does not work, whatever fails meanwhile. Every request, every job and the
/// framework would otherwise log each failure with its stack, which fills the disk that may be the cause.
/// </summary>
/// <param name="inner">Logs everything else.</param>
internal sealed class OutageLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly ILogger _log = inner.CreateLogger(typeof(DatabaseOutage).FullName!);
    private readonly Lock _lock = new();
    private long? _loggedAt;
    private int _leftOut;

    public ILogger CreateLogger(string categoryName) => new OutageLogger(inner.CreateLogger(categoryName), this);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private void Report(string fault)
    {
        int leftOut;
        lock (_lock)
        {
            if (_loggedAt is { } at && Stopwatch.GetElapsedTime(at) < s_interval)
            {
                _leftOut++;
                return;
            }

            _loggedAt = Stopwatch.GetTimestamp();
            leftOut = _leftOut;
            _leftOut = 0;
        }

        _log.LogError("The database does not work: {Fault}. {Count} more failures before this one.", fault, leftOut);
    }

    private sealed class OutageLogger(ILogger inner, OutageLoggerFactory outages) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel >= LogLevel.Warning && exception is not null && DatabaseOutage.Find(exception) is { } fault)
                outages.Report(fault);
            else
                inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
