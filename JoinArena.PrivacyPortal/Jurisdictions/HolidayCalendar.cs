namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The public holidays of one place, for the years its source covers.</summary>
/// <param name="Code">The calendar's name, such as <c>DE</c>.</param>
/// <param name="Source">The publication that lists the holidays.</param>
/// <param name="From">The first day the calendar covers.</param>
/// <param name="Until">The last day the calendar covers.</param>
/// <param name="Days">The date and name of each holiday.</param>
/// <param name="IsReviewed">True once counsel has checked the calendar.</param>
public sealed record HolidayCalendar(
    string Code,
    string Source,
    DateOnly From,
    DateOnly Until,
    IReadOnlyDictionary<DateOnly, string> Days,
    bool IsReviewed
)
{
    /// <summary>Returns true if the day lies in the years the source covers.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;

    /// <summary>The name of the holiday or weekend day; null for a working day.</summary>
    public string? FindDayOffReason(DateOnly day) =>
        Days.TryGetValue(day, out var name) ? name
        : day.IsWeekend() ? day.DayOfWeek.ToString()
        : null;

    /// <summary>
    /// Returns the day itself or the next working day (Regulation 1182/71 Art. 3(4)). Stops at the first day the
    /// calendar doesn't cover, because a deadline that is too early is safe and one that is too late is not.
    /// </summary>
    public DateOnly RollToWorkingDay(DateOnly day)
    {
        while (Covers(day) && FindDayOffReason(day) is not null)
            day = day.AddDays(1);
        return day;
    }
}
