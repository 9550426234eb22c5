using System.Globalization;

namespace JoinArena.PrivacyPortal.Jurisdictions.Counting;

/// <summary>
/// The unit of a period. Business days are the days outside the weekend of the place; holidays count as business days,
/// because that is the reading that gives the earlier date.
/// </summary>
public enum PeriodUnit
{
    Months,
    CalendarDays,
    BusinessDays,
}

/// <summary>Day one of a period: the day after receipt, or the day of receipt itself.</summary>
public enum CountedFrom
{
    DayAfter,
    DayItself,
}

/// <summary>A period that a law sets.</summary>
/// <param name="Length">The number of units; at least 1.</param>
/// <param name="Unit">The unit.</param>
/// <param name="From">Day one of the period.</param>
/// <param name="Rolls">True if a last day on a weekend or holiday moves to the next working day.</param>
/// <param name="Citation">The provision of the law that says so.</param>
/// <param name="Note">A remark for the reader of the date, or null.</param>
/// <param name="Notice">For an extension: what the worker must be informed of, and by when.</param>
public sealed record Period(
    int Length,
    PeriodUnit Unit,
    CountedFrom From,
    bool Rolls,
    string Citation,
    string? Note,
    string? Notice
)
{
    /// <summary>
    /// The last day, before it moves to a working day. Months end on the same day number, or on the last day of a
    /// month that has no such day (Regulation 1182/71 Art. 3(2)(c)).
    /// </summary>
    /// <param name="received">The day the period is counted from.</param>
    /// <param name="weekend">The days that are no business days; null for Saturday and Sunday.</param>
    public DateOnly GetLastDay(DateOnly received, Weekend? weekend = null) =>
        Unit switch
        {
            PeriodUnit.Months => received.AddMonths(Length).AddDays(From == CountedFrom.DayItself ? -1 : 0),
            PeriodUnit.CalendarDays => received.AddDays(From == CountedFrom.DayItself ? Length - 1 : Length),
            PeriodUnit.BusinessDays => GetBusinessDay(received, weekend ?? Weekend.SaturdayAndSunday),
        };

    /// <summary>The period in words: <c>1 month counted from the day after receipt</c>.</summary>
    public override string ToString()
    {
        var unit = Unit switch
        {
            PeriodUnit.Months => "month",
            PeriodUnit.CalendarDays => "day",
            PeriodUnit.BusinessDays => "business day",
        };
        var from = From == CountedFrom.DayAfter ? "the day after receipt" : "the day of receipt itself";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Length} {unit}{(Length == 1 ? "" : "s")} counted from {from}"
        );
    }

    private DateOnly GetBusinessDay(DateOnly received, Weekend weekend)
    {
        var day = From == CountedFrom.DayItself ? received.AddDays(-1) : received;
        for (var counted = 0; counted < Length; )
        {
            day = day.AddDays(1);
            if (!weekend.Contains(day))
                counted++;
        }

        return day;
    }
}
