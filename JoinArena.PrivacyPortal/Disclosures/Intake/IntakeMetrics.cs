using System.Diagnostics;
using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Telemetry;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>What is measured of reported events.</summary>
internal static class IntakeMetrics
{
    private static readonly Counter<long> s_events = PortalTelemetry.Meter.CreateCounter<long>(
        "joinarena.disclosures.events",
        "{event}",
        "Reported events by outcome: accepted, duplicate or rejected, and why they were rejected."
    );

    private static readonly Counter<long> s_uncovered = PortalTelemetry.Meter.CreateCounter<long>(
        "joinarena.disclosures.uncovered",
        "{disclosure}",
        "Accepted disclosures that the policy which the worker had accepted does not cover, by reason."
    );

    private static readonly Histogram<long> s_groupSize = PortalTelemetry.Meter.CreateHistogram(
        "joinarena.disclosures.commit.size",
        "{event}",
        "Events that were stored in one transaction.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] }
    );

    private static readonly Histogram<double> s_commitTime = PortalTelemetry.Meter.CreateHistogram(
        "joinarena.disclosures.commit.duration",
        "s",
        "How long it takes to store a group of events durably.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
        }
    );

    /// <summary>Counts a group that was stored.</summary>
    /// <param name="started">The timestamp (<see cref="Stopwatch.GetTimestamp"/>) at which its processing began.</param>
    public static void CountGroup(
        IReadOnlyList<IntakeResult> results,
        IReadOnlyCollection<Disclosure> disclosures,
        long started
    )
    {
        if (!s_events.Enabled)
            return;
        s_groupSize.Record(results.Count);
        s_commitTime.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        foreach (var group in results.GroupBy(r => (r.Outcome, r.Error)))
        {
            var outcome = new KeyValuePair<string, object?>("joinarena.outcome", group.Key.Outcome.ToKebabCase());
            if (group.Key.Outcome is IntakeOutcome.Rejected)
                s_events.Add(group.Count(), outcome, new("error.type", group.Key.Error.ToKebabCase()));
            else
                s_events.Add(group.Count(), outcome);
        }

        var uncovered = disclosures.Where(d => !d.CoverageStatus.IsAllowed());
        foreach (var group in uncovered.GroupBy(d => d.CoverageStatus))
        {
            var reason = new KeyValuePair<string, object?>("joinarena.reason", group.Key.ToKebabCase());
            s_uncovered.Add(group.Count(), reason);
        }
    }
}
