using System.Globalization;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>
/// A second, naive way to the dates: it counts one day after the other, and knows holidays by rule and not by list. It
/// shares no code and no file with what it checks.
/// </summary>
internal static class IndependentDates
{
    /// <summary>
    /// For each listed place the period of its answer: <c>m</c> months, <c>d</c> days or <c>b</c> business days;
    /// <c>!</c> counts the day of receipt; then the holidays that move the last day, and the days of the weekend.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Answers = Parse(
        """
        AT 1m AT | BE 1m BE | BG 1m EEA | HR 1m EEA | CY 1m EEA | CZ 1m EEA | DK 1m EEA | EE 1m EEA | FI 1m EEA
        FR 1m FR | DE 1m DE | GR 1m EEA | HU 1m EEA | IE 1m IE | IT 1m IT | LV 1m EEA | LT 1m EEA | LU 1m EEA
        MT 1m EEA | NL 1m NL | PL 1m EEA | PT 1m PT | RO 1m EEA | SK 1m EEA | SI 1m EEA | ES 1m ES | SE 1m EEA
        IS 1m EEA | LI 1m EEA | NO 1m EEA | GB 1m! GB
        US-CA 45d! | US-IL 30d | US-CO 45d | US-VA 45d | US-TX 45d | US-MD 45d | US-NJ 45d | US-WA 45d | US-NY 30d
        US 30d | CA 30d | CA-QC 30d | CA-BC 30b | CA-AB 45d | BR 15d | AR 5b | CO 15b | MX 20d | PE 10b | UY 5d
        IN 1m | PH 30b | PK 15d | BD 15d | ID 3d! | VN 20d | KR 10d | NG 30d | KE 7d | EG 6b fri-sat | ZA 30d
        UA 10b | TR 30d | CH 30d | AU 30d | NZ 20b | CL 30d | SG 30d | MY 21d | TH 30d | JP 30d | HK 30d | TW 30d
        RS 30d | GE 10b | AM 3b | MD 1m | KZ 1b | IL 30d | SA 30d | AE 30d | GH 21d | LK 21b | NP 15d | MA 10d
        EC 15d | CR 5b | DO 10b | VE 15d | unknown 15d
        """
    );

    /// <summary>The places whose rule is another one before or from a day: the new acts of Chile and of India.</summary>
    private static readonly (string Place, DateOnly From, string Before, string Since)[] s_changes =
    [
        ("CL", new(2026, 12, 1), "2b", "30d"),
        ("IN", new(2027, 5, 13), "1m", "30d"),
    ];

    /// <summary>The whole period from receipt with an extension, and who has it; the others have none.</summary>
    private static readonly Dictionary<string, string> s_extended = ParseGroups(
        """
        3m AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO MD
        3m! GB | 90d! US-CA | 90d US-CO US-VA US-TX US-MD US-NJ US-WA RS | 75d CA-AB | 60b CA-BC
        60d CA CL SA TW | 45d US US-IL US-NY PK BD NP VE unknown | 40d MX | 23b CO
        """
    );

    /// <summary>The period for a refusal, where the law has one of its own.</summary>
    private static readonly Dictionary<string, string> s_refused = ParseGroups(
        """
        1m AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO MD
        1m! GB | 45d US-CO US-VA US-TX US-MD US-NJ US-WA CA-AB | 30b CA-BC | 30d CA RS
        """
    );

    /// <summary>The period to confirm receipt, where the law has one.</summary>
    private static readonly Dictionary<string, string> s_confirmed = ParseGroups("10b US-CA | 2b CL VN");

    /// <summary>The holidays of a calendar: a date, or days from Easter Sunday (<c>E+1</c>), or the name of a rule.</summary>
    private static readonly Dictionary<string, string> s_holidays = Parse(
        """
        EEA 1-1 12-25 | DE 1-1 E-2 E+1 5-1 E+39 E+50 10-3 12-25 12-26 | NL 1-1 E+1 4-27 5-5 E+39 E+50 12-25 12-26
        AT 1-1 1-6 E+1 5-1 E+39 E+50 E+60 8-15 10-26 11-1 12-8 12-25 12-26 | FR 1-1 E+1 5-1 5-8 E+39 E+50 7-14 8-15 11-1 11-11 12-25
        BE 1-1 E+1 5-1 E+39 E+50 7-21 8-15 11-1 11-11 12-25 | IT 1-1 1-6 E+1 4-25 5-1 6-2 8-15 10-4 11-1 12-8 12-25 12-26
        PT 1-1 E-2 4-25 5-1 E+60 6-10 8-15 10-5 11-1 12-1 12-8 12-25 | ES 1-1 E-2 5-1 8-15 10-12 11-1 12-6 12-8 12-25
        IE 1-1 brigid 3-17 E+1 5:first 6:first 8:first 10:last 12-25 12-26 | GB E-2 5:first 5:last substituted
        """
    );

    /// <summary>The last day for an answer.</summary>
    public static DateOnly GetDueDay(string place, DateOnly received)
    {
        var period = Answers[place].Split(' ')[0];
        foreach (var change in s_changes.Where(c => c.Place == place))
            period = received < change.From ? change.Before : change.Since;
        return GetLastDay(place, period, received);
    }

    /// <summary>The last day for an answer after an extension; null if the place has none.</summary>
    public static DateOnly? FindExtendedDay(string place, DateOnly received) =>
        IsBeforeChange(place, received) ? null : FindLastDay(s_extended, place, received);

    /// <summary>The last day for a refusal; null if the place has none of its own.</summary>
    public static DateOnly? FindRefusalDay(string place, DateOnly received) => FindLastDay(s_refused, place, received);

    /// <summary>The last day to confirm receipt; null if the place has none.</summary>
    public static DateOnly? FindConfirmationDay(string place, DateOnly received) =>
        IsBeforeChange(place, received) ? null : FindLastDay(s_confirmed, place, received);

    private static bool IsBeforeChange(string place, DateOnly received) =>
        s_changes.Any(c => c.Place == place && received < c.From);

    private static DateOnly? FindLastDay(Dictionary<string, string> periods, string place, DateOnly received) =>
        periods.TryGetValue(place, out var period) ? GetLastDay(place, period, received) : null;

    private static DateOnly GetLastDay(string place, string period, DateOnly received)
    {
        var rule = Answers[place].Split(' ');
        var itself = period.EndsWith('!');
        var amount = int.Parse(period.TrimEnd('!')[..^1], CultureInfo.InvariantCulture);
        var last = period.TrimEnd('!')[^1] switch
        {
            'm' => AddMonths(received, amount).AddDays(itself ? -1 : 0),
            'd' => received.AddDays(itself ? amount - 1 : amount),
            _ => AddBusinessDays(received, amount, isFridayOff: rule.Contains("fri-sat")),
        };
        while (rule.Length > 1 && s_holidays.ContainsKey(rule[1]) && IsOff(rule[1], last))
            last = last.AddDays(1);
        return last;
    }

    private static DateOnly AddMonths(DateOnly day, int months)
    {
        var year = day.Year + ((day.Month - 1 + months) / 12);
        var month = ((day.Month - 1 + months) % 12) + 1;
        return new(year, month, Math.Min(day.Day, DateTime.DaysInMonth(year, month)));
    }

    private static DateOnly AddBusinessDays(DateOnly day, int count, bool isFridayOff)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            var isOff =
                day.DayOfWeek == DayOfWeek.Saturday
                || day.DayOfWeek == (isFridayOff ? DayOfWeek.Friday : DayOfWeek.Sunday);
            count -= isOff ? 0 : 1;
        }

        return day;
    }

    private static bool IsOff(string calendar, DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        || s_holidays[calendar].Split(' ').Any(rule => IsHoliday(rule, day));

    private static bool IsHoliday(string rule, DateOnly day)
    {
        if (rule == "brigid")
        {
            // The first Monday of February, unless 1 February is a Friday.
            return day.Month == 2
                && (
                    new DateOnly(day.Year, 2, 1).DayOfWeek == DayOfWeek.Friday
                        ? day.Day == 1
                        : day.DayOfWeek == DayOfWeek.Monday && day.Day <= 7
                );
        }

        if (rule == "substituted")
            return IsSubstituted(day);
        if (rule.StartsWith('E'))
            return day == GetEaster(day.Year).AddDays(int.Parse(rule[1..], CultureInfo.InvariantCulture));
        if (rule.Split(':') is [var month, var which])
        {
            return day.Month == int.Parse(month, CultureInfo.InvariantCulture)
                && day.DayOfWeek == DayOfWeek.Monday
                && (which == "first" ? day.Day <= 7 : day.AddDays(7).Month != day.Month);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{day.Month}-{day.Day}") == rule;
    }

    /// <summary>In Britain a holiday on a weekend is taken on the next weekday that is not one already.</summary>
    private static bool IsSubstituted(DateOnly day)
    {
        var weekday = (DateOnly d) => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        var taken = new HashSet<DateOnly>();
        foreach (var holiday in new DateOnly[] { new(day.Year, 1, 1), new(day.Year, 12, 25), new(day.Year, 12, 26) })
        {
            // Boxing Day keeps its own day before Christmas Day looks for another.
            var fixedDays = new[] { new DateOnly(day.Year, 12, 26) }.Where(d => d != holiday && weekday(d));
            var on = holiday;
            while (!weekday(on) || taken.Contains(on) || fixedDays.Contains(on))
                on = on.AddDays(1);
            taken.Add(on);
        }

        return taken.Contains(day);
    }

    /// <summary>Gauss' way, for the years 1900 to 2099; the files' days were found by another.</summary>
    private static DateOnly GetEaster(int year)
    {
        var a = year % 19;
        var b = year % 4;
        var c = year % 7;
        var d = ((19 * a) + 24) % 30;
        var e = ((2 * b) + (4 * c) + (6 * d) + 5) % 7;
        var offset = d + e;
        if (d == 29 && e == 6)
            offset -= 7;
        else if (d == 28 && e == 6 && a > 10)
            offset -= 7;
        return new DateOnly(year, 3, 22).AddDays(offset);
    }

    /// <summary>Each place with its period, from lines and columns of a period and the places that have it.</summary>
    private static Dictionary<string, string> ParseGroups(string table) =>
        table
            .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(group => group.Split(' '))
            .SelectMany(group => group[1..].Select(place => KeyValuePair.Create(place, group[0])))
            .ToDictionary();

    private static Dictionary<string, string> Parse(string table) =>
        table
            .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split(' ', 2))
            .ToDictionary(entry => entry[0], entry => entry[1]);
}
