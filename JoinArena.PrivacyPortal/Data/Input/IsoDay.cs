using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>Reads and writes calendar days as ISO 8601 and RFC 3339 do: <c>2027-12-31</c>.</summary>
public static class IsoDay
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>The earliest day that is taken. From here on no time zone leads below the year 1.</summary>
    public static readonly DateOnly Earliest = DateOnly.FromDateTime(Rfc3339.Earliest.UtcDateTime);

    /// <summary>The last day that is taken. After it there is room for every period that is added.</summary>
    public static readonly DateOnly Last = DateOnly.FromDateTime(Rfc3339.End.UtcDateTime).AddDays(-1);

    /// <summary>Reads a day between <see cref="Earliest"/> and <see cref="Last"/>.</summary>
    public static bool TryParse(string? text, out DateOnly day) =>
        TryParseAny(text, out day) && day >= Earliest && day <= Last;

    /// <summary>
    /// Reads the bound of a filter. A day before <see cref="Earliest"/> or after <see cref="Last"/> means the same as
    /// that day, because nothing is older or younger.
    /// </summary>
    /// <returns>Null if the text is not a day.</returns>
    public static DateOnly? ReadBound(string? text)
    {
        if (!TryParseAny(text, out var day))
            return null;
        return day < Earliest ? Earliest
            : day > Last ? Last
            : day;
    }

    extension(DateOnly day)
    {
        /// <summary>The day as <c>2027-12-31</c>.</summary>
        public string ToIsoDay() => day.ToString(Format, CultureInfo.InvariantCulture);
    }

    private static bool TryParseAny(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
