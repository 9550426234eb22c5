using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A calendar of holidays and the places whose last days it moves.</summary>
/// <param name="Places">The places whose holidays they are.</param>
/// <param name="OpenRequests">How many open requests it counts for: those from there, or all where the team works.</param>
/// <param name="OfTeam">Whether it is that of the place where the privacy team works; null if no place is named.</param>
public sealed record CalendarUse(
    HolidayCalendar Calendar,
    IReadOnlyList<PlaceUse> Places,
    int OpenRequests,
    bool? OfTeam
)
{
    /// <summary>The place whose days they are: "Austria"; the calendar's name if they are of several places.</summary>
    public string PlaceName =>
        Places.FirstOrDefault(p => p.Place.Code == Calendar.Code)?.Place.ListedName ?? Calendar.ShortName;
}
