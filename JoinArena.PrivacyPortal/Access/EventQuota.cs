using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JoinArena.PrivacyPortal.Data.Telemetry;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Limits how many events one key may report in a day (UTC), on this node. It protects against a faulty system. There
/// is no limit by default.
/// </summary>
public sealed class EventQuota(IConfiguration configuration, TimeProvider clock)
{
    private static readonly Counter<long> s_refused = PortalTelemetry.Meter.CreateCounter<long>(
        "joinarena.api.quota.refused",
        "{event}",
        "Events that were not taken because their key had used up its events for the day."
    );

    private readonly long _daily = configuration.GetValue("Portal:Limits:EventsPerKeyAndDay", 0L);
    private readonly ConcurrentDictionary<string, Used> _used = new(StringComparer.Ordinal);

    /// <summary>The problem kind when a key has used its quota for the day.</summary>
    public const string ProblemKind = "quota-used-up";

    /// <summary>Takes <paramref name="events"/> from the key's quota for today.</summary>
    /// <returns>False if fewer are left. Then nothing is taken.</returns>
    public bool TryTake(string key, int events)
    {
        if (_daily <= 0)
            return true;
        var today = Today;
        var used = _used.GetOrAdd(key, _ => new());
        lock (used)
        {
            if (used.Day != today)
            {
                used.Day = today;
                used.Events = 0;
            }
            if (used.Events + events > _daily)
            {
                s_refused.Add(events);
                return false;
            }

            used.Events += events;
            return true;
        }
    }

    /// <summary>The time until the next day (UTC) starts.</summary>
    public TimeSpan TimeUntilReset =>
        Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private sealed class Used
    {
        public DateOnly Day { get; set; }

        public long Events { get; set; }
    }
}
