namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>Every rule file with what depends on it, each list ordered by code.</summary>
public sealed record RuleOverview(
    IReadOnlyList<LawUse> Laws,
    IReadOnlyList<PlaceUse> Places,
    IReadOnlyList<CalendarUse> Calendars
);
