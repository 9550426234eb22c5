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

    /// <summary>How far a month is counted here.</summary>
    internal int InMonth { get; init; } = MaxCounted;

    /// <summary>How many of the disclosures in the shown months are searched, where the filter concerns their items.</summary>
    internal int Searched { get; init; } = DisclosureQueries.MaxDisclosuresSearched;

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
        var around = filter.From ?? filter.Until?.AddMilliseconds(-1);
        var months = ChooseMonths(span, around?.LocalDay(zone));
        var undated = filter with { From = null, Until = null };
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = undated.FilterTimeline(db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId));
        DateTimeOffset? back = null;
        Dictionary<DateOnly, int> counts = [];
        if (undated.FiltersByItem)
        {
            var shown = Between(rows, months[0], months[^1].AddMonths(1), zone).NewestFirst();
            // If there is one more than is searched, the last that is searched says how far back the search came.
            var ends = await shown.Skip(Searched - 1).Take(2).Select(d => d.Time).ToListAsync(ct);
            back = ends.Count > 1 ? ends[0] : null;
            var times = await undated.FilterItems(shown.Take(Searched)).Select(d => d.Time).ToListAsync(ct);
            counts = times.CountBy(time => FirstOfMonth(time.LocalDay(zone))).ToDictionary();
        }
        else
        {
            foreach (var first in months)
            {
                counts[first] = await Between(rows, first, first.AddMonths(1), zone)
                    .NewestFirst()
                    .Take(InMonth)
                    .CountAsync(ct);
            }
        }

        return new(
            [.. months.Select(first => new MonthCount(first, Math.Min(InMonth, counts.GetValueOrDefault(first))))],
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

    private static IQueryable<Disclosure> Between(
        IQueryable<Disclosure> rows,
        DateOnly first,
        DateOnly end,
        TimeZoneInfo zone
    )
    {
        var from = first.StartOfDay(zone);
        var until = end.StartOfDay(zone);
        return rows.Where(d => d.Time >= from && d.Time < until);
    }
}

/// <summary>From the first day to the last.</summary>
public sealed record DaySpan(DateOnly First, DateOnly Last);
