using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>Degraded while the last reconciliation found differences, or none has run for too long.</summary>
internal sealed class ReconciliationHealthCheck(ReconciliationService reconciliation) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (await reconciliation.FindDifferencesAsync(cancellationToken) is { } found)
        {
            return HealthCheckResult.Degraded(
                found.Count == 1
                    ? "1 count differs from the stored disclosures"
                    : $"{found.Count} counts differ from the stored disclosures"
            );
        }

        if (await reconciliation.FindOverdueSinceAsync(cancellationToken) is { } since)
            return HealthCheckResult.Degraded($"the disclosures have not been reconciled since {since:yyyy-MM-dd}");
        return HealthCheckResult.Healthy();
    }
}
