using System.Diagnostics;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Counts repeatedly. It spends at most a twentieth of the time counting: the longer a count takes, the later the next.
/// </summary>
public sealed class CoverageIncidentJob(CoverageIncidentCounter counter, TimeProvider clock) : IBackgroundJob
{
    private const int RestFactor = 20;
    private DateTimeOffset _next;

    public async Task RunAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() < _next)
            return;
        var started = Stopwatch.GetTimestamp();
        await counter.CountAsync(ct);
        _next = clock.GetUtcNow() + (Stopwatch.GetElapsedTime(started) * RestFactor);
    }
}
