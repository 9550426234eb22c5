using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A calendar of holidays and the places whose last days it moves.</summary>
public sealed record CalendarUse(HolidayCalendar Calendar, IReadOnlyList<PlaceUse> Places)
{
    /// <summary>How many open requests are from these places.</summary>
    public int OpenRequests => Places.Sum(p => p.OpenRequests);
}
