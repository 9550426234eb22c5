using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>
/// Reports degraded while the folder is refused: the previous versions are still served and the files need correction.
/// </summary>
internal sealed class PolicyHealthCheck(PolicyReloadJob job) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            job.Error is { } error
                ? HealthCheckResult.Degraded(
                    $"the policies folder was refused at {error.Since.ToIso()}; the previous versions are still "
                        + $"served; the log says why"
                )
                : HealthCheckResult.Healthy()
        );
}
