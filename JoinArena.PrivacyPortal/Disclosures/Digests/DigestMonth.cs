using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>A calendar month that is told of.</summary>
/// <param name="First">Its first day.</param>
public readonly record struct DigestMonth(DateOnly First)
{
    private const int HourItIsOver = 12,
        LastDay = 7;

    /// <summary>As it is kept and sorted: <c>2026-11</c>.</summary>
    public string Name => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Its last day.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>
    /// The month to tell of now: the one before, once it is over everywhere on Earth (noon in UTC) and while it is
    /// news.
    /// </summary>
    public static DigestMonth? FindDueAt(DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        if (utc.Day > LastDay || (utc.Day == 1 && utc.Hour < HourItIsOver))
            return null;
        return new(new DateOnly(utc.Year, utc.Month, 1).AddMonths(-1));
    }

    /// <summary>When it began, and when it was over, where the worker lives.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) GetBounds(TimeZoneInfo zone) =>
        (First.StartOfDay(zone), First.AddMonths(1).StartOfDay(zone));
}
