namespace JoinArena.PrivacyPortal.Jurisdictions.Counting;

/// <summary>
/// The days on which a period that rolls may end. Regulation 1182/71 Art. 2(1) asks for the holidays of the place where
/// the action is taken; a day moves only if it is off there and where the worker lives too, because a date that is too
/// early is safe and one that is too late is not.
/// </summary>
/// <param name="Place">Where the worker lives.</param>
/// <param name="ActsIn">Where JoinArena acts; null if that is not known.</param>
internal sealed record WorkingDays(Jurisdiction Place, Jurisdiction? ActsIn)
{
    /// <summary>The calendars that decide: <c>DE</c>, or <c>DE and IE</c>.</summary>
    public string Names => string.Join(" and ", Calendars.Select(c => c.ShortName).Distinct(StringComparer.Ordinal));

    private IEnumerable<HolidayCalendar> Calendars =>
        new[] { Place.Calendar, ActsIn?.Calendar }.OfType<HolidayCalendar>();

    /// <summary>The calendar that does not cover the day; null if all do.</summary>
    public HolidayCalendar? FindCalendarWithout(DateOnly day) => Calendars.FirstOrDefault(c => !c.Covers(day));

    /// <summary>Why the day is off in every place that decides; null if it is a working day in one of them.</summary>
    public string? FindDayOffReason(DateOnly day) =>
        ActsIn is not null && ActsIn.FindDayOffReason(day) is null ? null : Place.FindDayOffReason(day);

    /// <summary>
    /// Returns the day itself or the next working day (Regulation 1182/71 Art. 3(4)). Stops at the first day that one of
    /// the calendars doesn't cover.
    /// </summary>
    public DateOnly Roll(DateOnly day)
    {
        while (FindCalendarWithout(day) is null && FindDayOffReason(day) is not null)
            day = day.AddDays(1);
        return day;
    }
}
