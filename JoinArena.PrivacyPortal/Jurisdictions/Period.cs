using System.Globalization;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// What a period is counted in. Business days are Monday to Friday, holidays not skipped: the earlier of the readings.
/// </summary>
public enum PeriodUnit
{
    Months,
    CalendarDays,
    BusinessDays,
}

/// <summary>Whether the day of receipt is day one, or the day after it is.</summary>
public enum CountedFrom
{
    DayAfter,
    DayItself,
}

/// <summary>One clock of a law.</summary>
/// <param name="Length">How many of the unit; at least 1.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="From">Where counting starts.</param>
/// <param name="Rolls">Whether a last day on a weekend or holiday moves to the next working day.</param>
/// <param name="Citation">Where the law says so.</param>
/// <param name="Note">What a reader of the date should know, or null.</param>
/// <param name="Notice">For an extension: what has to be told, and by when.</param>
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
    /// The last day before any rolling. Months end on the same date number, or on the month's last day where there is
    /// none:
    /// Regulation 1182/71 Art. 3(2)(c).
    /// </summary>
    public DateOnly GetLastDay(DateOnly received) =>
        Unit switch
        {
            PeriodUnit.Months => received.AddMonths(Length).AddDays(From == CountedFrom.DayItself ? -1 : 0),
            PeriodUnit.CalendarDays => received.AddDays(From == CountedFrom.DayItself ? Length - 1 : Length),
            PeriodUnit.BusinessDays => BusinessDay(received),
        };

    /// <summary>In words: <c>1 month counted from the day after receipt</c>.</summary>
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

    private DateOnly BusinessDay(DateOnly received)
    {
        var day = From == CountedFrom.DayItself ? received.AddDays(-1) : received;
        for (var counted = 0; counted < Length; )
        {
            day = day.AddDays(1);
            if (!day.IsWeekend())
                counted++;
        }

        return day;
    }
}

internal static class DateOnlyExtensions
{
    public static bool IsWeekend(this DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
