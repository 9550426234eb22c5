namespace JoinArena.PrivacyPortal.Data;

/// <summary>Instants in the form in which the portal stores them: UTC, whole milliseconds.</summary>
public static class InstantExtensions
{
    extension(TimeProvider clock)
    {
        /// <summary>
        /// The current time in UTC, truncated to the millisecond, so that a hashed value is equal to the value that
        /// either database returns (PostgreSQL stores microseconds, SQLite milliseconds).
        /// </summary>
        public DateTimeOffset GetInstant() => clock.GetUtcNow().ToInstant();
    }

    extension(DateTimeOffset time)
    {
        /// <summary>The same moment in UTC, truncated to the millisecond.</summary>
        public DateTimeOffset ToInstant() =>
            new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

        /// <summary>The calendar day of the moment in a zone.</summary>
        public DateOnly LocalDay(TimeZoneInfo zone) =>
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

        /// <summary>The ISO 8601 text used in JSON, hashes and the ledger: <c>2026-11-24T14:02:03.004Z</c>.</summary>
        public string ToIso() =>
            time.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            );
    }

    extension(DateOnly day)
    {
        /// <summary>The first instant of the day in a zone, also on a day whose midnight the zone skips.</summary>
        public DateTimeOffset StartOfDay(TimeZoneInfo zone)
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            while (zone.IsInvalidTime(midnight))
                midnight = midnight.AddMinutes(30);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        }
    }
}
