using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// Whether the log works or has stopped, as this process sees it. It stops to avoid signing two histories.
/// </summary>
public sealed class LogHealth : IHealthCheck
{
    private volatile Stopped? _stopped;

    /// <summary>Why the log has stopped; null while it works.</summary>
    public HaltReason? HaltReason => _stopped?.Reason;

    /// <summary>What was found, in words for operators; null while the log works.</summary>
    public string? Finding => _stopped?.Finding;

    /// <returns>Whether this reason is new.</returns>
    internal bool Halt(HaltReason reason, string finding)
    {
        var before = _stopped;
        _stopped = new(reason, finding);
        return before?.Reason != reason;
    }

    /// <returns>Whether the log had stopped before.</returns>
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

    private sealed record Stopped(HaltReason Reason, string Finding);
}
