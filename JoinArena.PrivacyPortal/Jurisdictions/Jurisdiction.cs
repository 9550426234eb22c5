namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>A place with the laws, the time zone and the holidays that apply there.</summary>
/// <param name="Code">An ISO 3166 code such as <c>DE</c> or <c>US-CA</c>; or <c>unknown</c>.</param>
/// <param name="Name">The place's name in English, the key for translation.</param>
/// <param name="Zone">The authority's time zone.</param>
/// <param name="Calendar">The holidays; null if no deadline moves to the next working day.</param>
/// <param name="Laws">The laws that apply; at least one of them has a response period.</param>
/// <param name="IsReviewed">True once counsel has checked the entry.</param>
/// <param name="ComplainTo">
/// The authority of this place, if its law leaves that to the place; null if the law names the authority.
/// </param>
public sealed record Jurisdiction(
    string Code,
    string Name,
    TimeZoneInfo Zone,
    HolidayCalendar? Calendar,
    IReadOnlyList<Law> Laws,
    bool IsReviewed,
    string? ComplainTo = null
)
{
    /// <summary>The laws that set a deadline for an answer.</summary>
    public IEnumerable<Law> LawsWithDeadline => Laws.Where(l => l.ResponsePeriod is not null);

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
