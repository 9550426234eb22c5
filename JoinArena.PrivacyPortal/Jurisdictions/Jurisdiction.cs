using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>A place with the laws, the time zone and the holidays that apply there.</summary>
/// <param name="Code">An ISO 3166 code such as <c>DE</c> or <c>US-CA</c>; or <c>unknown</c>.</param>
/// <param name="Name">The place's name in English, the key for translation.</param>
/// <param name="Zone">The authority's time zone.</param>
/// <param name="Calendar">The holidays; null if no deadline moves to the next working day.</param>
/// <param name="Laws">The laws that apply; at least one of them has a response period.</param>
/// <param name="Review">Who has signed the entry.</param>
/// <param name="ComplainTo">
/// The authority of this place, if its law leaves that to the place; null if the law names the authority.
/// </param>
public sealed record Jurisdiction(
    string Code,
    string Name,
    TimeZoneInfo Zone,
    HolidayCalendar? Calendar,
    IReadOnlyList<Law> Laws,
    Review? Review,
    string? ComplainTo = null
)
{
    /// <summary>True once counsel has signed the entry.</summary>
    public bool IsReviewed => Review is not null;

    /// <summary>The days of the week on which the place does not work.</summary>
    public Weekend Weekend { get; init; } = Weekend.SaturdayAndSunday;

    /// <summary>The website of <see cref="ComplainTo"/>; null if none is known.</summary>
    public string? Website { get; init; }

    /// <summary>Codes of other places that have the rules of this one, such as <c>RE</c> for France.</summary>
    public IReadOnlyList<string> AlsoFor { get; init; } = [];

    /// <summary>Where the entry has its authority, time zone and laws from.</summary>
    public required RuleSource Source { get; init; }

    /// <summary>The laws that hold for the people who live here.</summary>
    public IEnumerable<Law> ResidenceLaws => Laws.Where(l => l.HoldsBy is HoldsBy.Residence);

    /// <summary>The name of the holiday or of the day of the weekend; null for a working day.</summary>
    public string? FindDayOffReason(DateOnly day) =>
        Calendar?.Days.TryGetValue(day, out var name) is true ? name
        : Weekend.Contains(day) ? day.DayOfWeek.ToString()
        : null;

    /// <summary>The calendar day in the authority's time zone at that instant.</summary>
    public DateOnly ToLocalDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>
    /// Noon of a day in the authority's time zone, which is the same day in nearly every other zone: for a receipt of
    /// which only the day is known.
    /// </summary>
    public DateTimeOffset GetNoonOf(DateOnly day)
    {
        var noon = day.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, Zone.GetUtcOffset(noon)).ToUniversalTime();
    }
}
