namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The public holidays of one place, for the years its source covers.</summary>
/// <param name="Code">Its name, such as <c>DE</c>.</param>
/// <param name="Source">Where the days come from.</param>
/// <param name="From">The first day it knows about.</param>
/// <param name="Until">The last day it knows about.</param>
/// <param name="Days">Each holiday with its name.</param>
/// <param name="IsReviewed">Whether counsel has checked it.</param>
public sealed record HolidayCalendar(
    string Code,
    string Source,
    DateOnly From,
    DateOnly Until,
    IReadOnlyDictionary<DateOnly, string> Days,
    bool IsReviewed
)
{
    /// <summary>Whether the calendar can tell if the day is a holiday.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;

    /// <summary>Why nothing is due on that day, or null for a working day.</summary>
    public string? FindDayOffReason(DateOnly day) =>
        Days.TryGetValue(day, out var name) ? name
        : day.IsWeekend() ? day.DayOfWeek.ToString()
        : null;

    /// <summary>
    /// The day itself, or the next working day: Regulation 1182/71 Art. 3(4). Never goes on past the last day the
    /// calendar knows,
    /// because too early is safe and too late is not.
    /// </summary>
    public DateOnly RollToWorkingDay(DateOnly day)
    {
        while (Covers(day) && FindDayOffReason(day) is not null)
            day = day.AddDays(1);
        return day;
    }
}
