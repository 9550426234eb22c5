using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Months;

/// <summary>
/// Counts a worker's disclosures by month. Each month is counted only up to a bound, so that a long timeline costs no more
/// than a short one.
/// </summary>
public sealed class MonthQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The most disclosures that are counted in a month.</summary>
    public const int MaxCounted = 1_000;

    /// <summary>How many months are shown at once.</summary>
    public const int Shown = 12;

    /// <summary>The months around a day, with what matches the filter, whatever its dates.</summary>
    /// <param name="workerId">The worker, from their sign-in.</param>
    /// <param name="filter">The filter of the list under the months.</param>
    /// <param name="span">The days of the worker's first and last disclosure.</param>
    /// <param name="zone">The worker's time zone, in which a month begins.</param>
    /// <param name="ct">Cancels it with the page.</param>
    public async Task<MonthWindow> CountAsync(
        string workerId,
        DisclosureFilter filter,
        DaySpan span,
        TimeZoneInfo zone,
        CancellationToken ct
    )
    {
        var months = ChooseMonths(span, filter.From is { } from ? LocalDay(from, zone) : null);
        var undated = filter with { From = null, Until = null };
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = undated.FilterTimeline(db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId));
        DateTimeOffset? back = null;
        Dictionary<DateOnly, int> counts = [];
        if (undated.FiltersByItem)
        {
            rows = rows.NewestFirst().Take(DisclosureQueries.MaxDisclosuresSearched);
            back = await rows.Skip(DisclosureQueries.MaxDisclosuresSearched - 1)
                .Select(d => (DateTimeOffset?)d.Time)
                .FirstOrDefaultAsync(ct);
            var times = await undated.FilterItems(rows).Select(d => d.Time).ToListAsync(ct);
            counts = times.CountBy(time => FirstOfMonth(LocalDay(time, zone))).ToDictionary();
        }
        else
        {
            foreach (var first in months)
            {
                var start = first.StartOfDay(zone);
                var end = first.AddMonths(1).StartOfDay(zone);
                counts[first] = await rows.Where(d => d.Time >= start && d.Time < end)
                    .NewestFirst()
                    .Take(MaxCounted)
                    .CountAsync(ct);
            }
        }

        return new(
            [.. months.Select(first => new MonthCount(first, Math.Min(MaxCounted, counts.GetValueOrDefault(first))))],
            months[0] > FirstOfMonth(span.First) ? months[0].AddMonths(-1) : null,
            months[^1] < FirstOfMonth(span.Last) ? months[^1].AddMonths(1) : null,
            back
        );
    }

    /// <summary>
    /// The twelve months up to the last disclosure, or up to a chosen day before them; never a month before the first
    /// disclosure.
    /// </summary>
    internal static IReadOnlyList<DateOnly> ChooseMonths(DaySpan span, DateOnly? chosen)
    {
        var first = FirstOfMonth(span.First);
        var last = FirstOfMonth(span.Last);
        if (chosen is { } day && FirstOfMonth(day) < last.AddMonths(1 - Shown))
            last = Later(FirstOfMonth(day), first.AddMonths(Shown - 1));
        var start = Later(first, last.AddMonths(1 - Shown));
        return [.. Enumerable.Range(0, Shown).Select(n => start.AddMonths(n)).Where(month => month <= last)];
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly LocalDay(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}

/// <summary>From the first day to the last.</summary>
public sealed record DaySpan(DateOnly First, DateOnly Last);
