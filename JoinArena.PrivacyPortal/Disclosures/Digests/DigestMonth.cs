using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>The calendar month of a digest.</summary>
/// <param name="First">The first day of the month.</param>
public readonly record struct DigestMonth(DateOnly First)
{
    private const int FirstHour = 12;
    private const int LastDay = 7;

    /// <summary>The month as it is stored: <c>2026-11</c>.</summary>
    public string Name => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The last day of the month.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>
    /// The month whose digest is due: the previous one, from the first day at noon in UTC, when it is over everywhere on
    /// Earth, until the seventh day; null at other times.
    /// </summary>
    public static DigestMonth? FindDueAt(DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        if (utc.Day > LastDay || (utc.Day == 1 && utc.Hour < FirstHour))
            return null;
        return new(new DateOnly(utc.Year, utc.Month, 1).AddMonths(-1));
    }

    /// <summary>The instants at which the month begins and ends in the worker's time zone.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) GetBounds(TimeZoneInfo zone) =>
        (First.StartOfDay(zone), First.AddMonths(1).StartOfDay(zone));
}
