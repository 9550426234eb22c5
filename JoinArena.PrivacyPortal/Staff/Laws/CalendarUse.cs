using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A calendar of holidays and the places whose last days it moves.</summary>
public sealed record CalendarUse(HolidayCalendar Calendar, IReadOnlyList<PlaceUse> Places)
{
    /// <summary>The place whose days they are: "Austria"; the calendar's name if they are of several places.</summary>
    public string PlaceName =>
        Places.FirstOrDefault(p => p.Place.Code == Calendar.Code)?.Place.ListedName ?? Calendar.ShortName;

    /// <summary>How many open requests are from these places.</summary>
    public int OpenRequests => Places.Sum(p => p.OpenRequests);
}
