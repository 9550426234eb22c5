using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// Formats dates, durations, numbers and lists in the reader's language and time zone.
/// </summary>
public sealed class DisplayFormatter(IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    /// <summary>The time zone of the reader. UTC until it is set.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Today in the reader's zone.</summary>
    public DateOnly Today => LocalDay(clock.GetInstant());

    /// <summary>Uses the time zone of this person, or UTC if it is unknown.</summary>
    public DisplayFormatter UseZoneOf(ClaimsPrincipal reader) => UseZone(reader.FindFirstValue(WorkerAccess.ZoneClaim));

    /// <summary>Uses this time zone, or UTC if it is unknown.</summary>
    public DisplayFormatter UseZone(string? zoneId)
    {
        Zone =
            zoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var found)
                ? found
                : TimeZoneInfo.Utc;
        return this;
    }

    /// <summary>The text with a capital at its start.</summary>
    public static string StartSentence(string text) => char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    /// <summary>The calendar day of an instant in the reader's zone.</summary>
    public DateOnly LocalDay(DateTimeOffset moment) => moment.LocalDay(Zone);

    /// <summary>"24 November 2026", in the reader's zone.</summary>
    public string Date(DateTimeOffset moment) => Date(LocalDay(moment));

    /// <summary>"24 November 2026".</summary>
    public string Date(DateOnly day) => day.ToString(words["d MMMM yyyy"], CultureInfo.CurrentCulture);

    /// <summary>"24 November", with the year if it is not the current year.</summary>
    public string ShortDate(DateOnly day) =>
        day.Year == Today.Year ? day.ToString(words["d MMMM"], CultureInfo.CurrentCulture) : Date(day);

    /// <summary>"24 November" in the reader's zone, with the year if it is not the current year.</summary>
    public string ShortDate(DateTimeOffset moment) => ShortDate(LocalDay(moment));

    /// <summary>"14:02" in the reader's zone. For lists that name the zone once.</summary>
    public string Time(DateTimeOffset moment) => Local(moment).ToString("HH:mm", CultureInfo.CurrentCulture);

    /// <summary>"24 November 2026 at 14:02 (Lisbon)".</summary>
    public string DateAndTime(DateTimeOffset moment) => words["{0} at {1} ({2})", Date(moment), Time(moment), ZoneName];

    /// <summary>"24 November, 14:02". For lists that name the zone once.</summary>
    public string ShortDateAndTime(DateTimeOffset moment) => words["{0}, {1}", ShortDate(moment), Time(moment)];

    /// <summary>
    /// "today", "yesterday", "12 days ago", "8 months ago", "2 years ago": whole calendar days in the reader's zone, and
    /// from one month on whole months, from one year on whole years.
    /// </summary>
    public string DaysAgo(DateTimeOffset moment)
    {
        var day = LocalDay(moment);
        var months = CountWholeMonths(day, Today);
        return (Today.DayNumber - day.DayNumber, months) switch
        {
            (<= 0, _) => words["today"],
            (1, _) => words["yesterday"],
            (var days, 0) => words.Plural(days, "1 day ago", "{0} days ago"),
            (_, < 12) => words.Plural(months, "1 month ago", "{0} months ago"),
            _ => words.Plural(months / 12, "1 year ago", "{0} years ago"),
        };
    }

    /// <summary>"today", "tomorrow", "in 12 days", "3 days overdue".</summary>
    public string DaysUntil(DateOnly due) => DaysUntil(due.DayNumber - Today.DayNumber);

    /// <summary>"today", "tomorrow", "in 12 days", "3 days overdue".</summary>
    /// <param name="daysLeft">The days until then; negative once it has passed.</param>
    public string DaysUntil(int daysLeft) =>
        daysLeft switch
        {
            0 => words["today"],
            1 => words["tomorrow"],
            < 0 and var days => words.Plural(-days, "1 day overdue", "{0} days overdue"),
            var days => words.Plural(days, "in 1 day", "in {0} days"),
        };

    /// <summary>
    /// "24 hours", "3 days", "1 minute": the largest whole unit, rounded down, at least one minute.
    /// </summary>
    public string Duration(TimeSpan span) =>
        span switch
        {
            { TotalHours: > 48 } => words.Plural((long)span.TotalDays, "1 day", "{0} days"),
            { TotalHours: >= 1 } => words.Plural((long)span.TotalHours, "1 hour", "{0} hours"),
            _ => words.Plural(Math.Max(1, (long)span.TotalMinutes), "1 minute", "{0} minutes"),
        };

    /// <summary>"1,204" with the reader's digit grouping.</summary>
    public string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>"A", "A and B", "A, B and C"; in Spanish "A e Intel", as CLDR has it before the sound of i.</summary>
    public string List(IEnumerable<string> things) =>
        things.ToArray() switch
        {
            [] => "",
            [var only] => only,
            [.. var most, var last] => Join(string.Join(words[", "], most), last),
        };

    private string Join(string most, string last) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "es" && SoundsLikeI(last)
            ? $"{most} e {last}"
            : words["{0} and {1}", most, last];

    // Written "hie" or "hia" it sounds like y: "cobre y hierro".
    private static bool SoundsLikeI(string word)
    {
        var start = word.ToUpperInvariant();
        return start is ['I' or 'Í' or 'Y', not ('A' or 'E' or 'O' or 'U'), ..]
            || start is ['H', 'I' or 'Í', not ('A' or 'E'), ..];
    }

    /// <summary>The name of the zone for readers: the city of <c>America/Sao_Paulo</c>, or UTC.</summary>
    public string ZoneName =>
        Zone.Id is "UTC" or "Etc/UTC" ? "UTC" : Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static int CountWholeMonths(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return from.AddMonths(months) > to ? months - 1 : months;
    }

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}
