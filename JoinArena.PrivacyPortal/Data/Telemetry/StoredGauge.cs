using System.Diagnostics.Metrics;

namespace JoinArena.PrivacyPortal.Data.Telemetry;

/// <summary>A figure about what is stored. It is read from the database now and then while someone collects metrics.</summary>
/// <param name="Name">Its name, such as <c>joinarena.outbox.pending</c>.</param>
/// <param name="Unit">Its unit by UCUM: <c>s</c> for seconds, <c>{job}</c> for a number of jobs.</param>
/// <param name="Description">What it counts, in a sentence.</param>
/// <param name="ReadAsync">Reads it, at the given instant; one measurement for each set of tags.</param>
public sealed record StoredGauge(
    string Name,
    string Unit,
    string Description,
    Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Measurement<double>>>> ReadAsync
);

/// <summary>Registers gauges.</summary>
public static class StoredGaugeExtensions
{
    /// <summary>Adds gauges that are read while someone collects metrics.</summary>
    public static IServiceCollection AddStoredGauges(this IServiceCollection services, params StoredGauge[] gauges)
    {
        foreach (var gauge in gauges)
            services.AddSingleton(gauge);
        return services;
    }
}
