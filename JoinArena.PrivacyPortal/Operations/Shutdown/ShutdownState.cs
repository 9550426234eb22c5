using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Operations.Shutdown;

/// <summary>
/// Whether this node is about to stop. From then on it is not ready, so that load balancers send it nobody new, while it
/// still answers everybody who comes.
/// </summary>
public sealed class ShutdownState : IHealthCheck
{
    private volatile bool _isDraining;

    public bool IsDraining => _isDraining;

    public void BeginDraining() => _isDraining = true;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            _isDraining ? HealthCheckResult.Unhealthy("this node is stopping") : HealthCheckResult.Healthy()
        );
}
