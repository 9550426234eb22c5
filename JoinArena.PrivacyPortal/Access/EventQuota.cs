using System.Collections.Concurrent;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// How many events one key may report in a day (UTC), on this node. Guards against a system that runs wild, not against
/// one that is busy: by default there is no bound.
/// </summary>
public sealed class EventQuota(IConfiguration configuration, TimeProvider clock)
{
    private readonly long _daily = configuration.GetValue("Portal:Limits:EventsPerKeyAndDay", 0L);
    private readonly ConcurrentDictionary<string, Used> _used = new(StringComparer.Ordinal);

    /// <summary>What to say to a key whose day is used up.</summary>
    public const string ProblemKind = "quota-used-up";

    /// <summary>Takes <paramref name="events"/> of the key's day.</summary>
    /// <returns>False when fewer are left; nothing is then taken.</returns>
    public bool TryTake(string key, int events)
    {
        if (_daily <= 0)
            return true;
        var (today, used) = (Today, _used.GetOrAdd(key, _ => new()));
        lock (used)
        {
            if (used.Day != today)
                (used.Day, used.Events) = (today, 0);
            if (used.Events + events > _daily)
                return false;
            used.Events += events;
            return true;
        }
    }

    /// <summary>How long until the next day begins.</summary>
    public TimeSpan TimeUntilReset =>
        Today.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private sealed class Used
    {
        public DateOnly Day { get; set; }

        public long Events { get; set; }
    }
}
