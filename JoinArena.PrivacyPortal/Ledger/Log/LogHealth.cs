using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Why the log has stopped taking entries.</summary>
public enum HaltReason
{
    /// <summary>
    /// The database has fewer entries than a checkpoint that was signed, or others: an old copy was put back.
    /// </summary>
    RolledBack,

    /// <summary>Tiles or entries are missing or changed.</summary>
    Damaged,

    /// <summary>The checkpoint kept apart cannot be read, or is another log's.</summary>
    LastCheckpointUnreadable,
}

/// <summary>Whether the log goes on, as this process sees it. It stops rather than sign two histories.</summary>
public sealed class LogHealth : IHealthCheck
{
    private volatile Stopped? _stopped;

    /// <summary>Why it has stopped; null while it goes on.</summary>
    public HaltReason? HaltReason => _stopped?.Why;

    /// <summary>What was found, for operators.</summary>
    public string? Finding => _stopped?.Finding;

    /// <returns>Whether it went on until now.</returns>
    internal bool Halt(HaltReason why, string finding)
    {
        var before = _stopped;
        _stopped = new(why, finding);
        return before?.Why != why;
    }

    /// <returns>Whether it had stopped.</returns>
    internal bool Resume() => Interlocked.Exchange(ref _stopped, null) is not null;

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            _stopped is { } stopped
                ? HealthCheckResult.Degraded($"The ledger has stopped: {stopped.Finding}")
                : HealthCheckResult.Healthy()
        );

    private sealed record Stopped(HaltReason Why, string Finding);
}
