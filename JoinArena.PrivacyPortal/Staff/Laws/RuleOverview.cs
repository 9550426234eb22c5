using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>Every rule file with what depends on it, each list ordered by code.</summary>
public sealed record RuleOverview(
    IReadOnlyList<LawUse> Laws,
    IReadOnlyList<PlaceUse> Places,
    IReadOnlyList<CalendarUse> Calendars
)
{
    /// <summary>
    /// What has the words in its name, its code or its authority's name: laws also by their places, places also by their
    /// laws, calendars also by their places. Everything for no words.
    /// </summary>
    public RuleOverview Search(string? words)
    {
        var sought = words?.Trim() ?? "";
        if (sought.Length == 0)
            return this;
        return new(
            [.. Laws.Where(u => IsIn(u.Law, sought) || u.Places.Any(p => IsIn(p, sought)))],
            [.. Places.Where(u => IsIn(u.Place, sought) || u.Place.Laws.Any(l => IsIn(l, sought)))],
            [.. Calendars.Where(u => IsIn(u.Calendar.Code, sought) || u.Places.Any(p => IsIn(p.Place, sought)))]
        );
    }

    private static bool IsIn(Law law, string sought) => IsIn(law.Name, sought) || IsIn(law.Code, sought);

    private static bool IsIn(Jurisdiction place, string sought) =>
        IsIn(place.Name, sought)
        || place.AlsoFor.Prepend(place.Code).Any(code => code.Equals(sought, StringComparison.OrdinalIgnoreCase))
        || IsIn(place.ComplainTo ?? "", sought)
        || IsIn(place.Website ?? "", sought);

    private static bool IsIn(string text, string sought) => text.Contains(sought, StringComparison.OrdinalIgnoreCase);
}
