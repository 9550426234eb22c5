using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Operations.Telemetry;

/// <summary>
/// Reads the gauges of all slices from the database every few seconds. Collecting never waits for the database, and many
/// collectors ask it no more often than one. While the database does not answer, the gauges are missing rather than old.
/// </summary>
internal sealed class GaugeSampler(
    IEnumerable<StoredGauge> gauges,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock,
    ILogger<GaugeSampler> log
) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly StoredGauge[] _gauges = [.. gauges];
    private readonly ConcurrentDictionary<string, IReadOnlyList<Measurement<double>>> _latest = new(
        StringComparer.Ordinal
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var meter = new Meter(PortalTelemetry.Name);
        foreach (var gauge in _gauges)
        {
            meter.CreateObservableGauge(
                gauge.Name,
                () => _latest.GetValueOrDefault(gauge.Name, []),
                gauge.Unit,
                gauge.Description
            );
        }

        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            await ReadAllAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAllAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            foreach (var gauge in _gauges)
                _latest[gauge.Name] = await gauge.ReadAsync(db, clock.GetUtcNow(), ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            _latest.Clear();
            log.LogWarning(fault, "The gauges could not be read; the next try is in a few seconds.");
        }
    }
}
