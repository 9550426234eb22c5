namespace JoinArena.PrivacyPortal.Jurisdictions;

internal static class DateOnlyExtensions
{
    public static bool IsWeekend(this DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
