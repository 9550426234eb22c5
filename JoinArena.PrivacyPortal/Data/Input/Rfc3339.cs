using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>
/// Reads and writes instants in the form of RFC 3339 5.6: date, <c>T</c>, time with seconds, any number of further
/// digits, and <c>Z</c> or an offset as ±hh:mm. An offset is demanded, because without one the instant would be the one of whatever
/// zone this machine is in.
/// </summary>
public static class Rfc3339
{
    /// <summary>What to write, for an answer about a text that is not an instant.</summary>
    public const string Expected =
        "Give an RFC 3339 instant with its offset between the years 1900 and 2200, such as 2026-11-20T10:15:00Z.";

    private const string DateAndTime = "yyyy-MM-ddTHH:mm:ss";
    private const int TickDigits = 7;

    /// <summary>The earliest instant that is taken. Nothing here is older, and no zone reaches below year 1 from it.</summary>
    public static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first instant that is no longer taken.</summary>
    public static readonly DateTimeOffset End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads an instant. Digits beyond a tick (100 ns) are cut off.</summary>
    /// <param name="instant">In UTC.</param>
    /// <returns>False if the text is not an instant, or one before <see cref="Earliest"/> or after <see cref="End"/>.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length <= DateAndTime.Length || !TryReadSeconds(text[..DateAndTime.Length], out var seconds))
            return false;
        var rest = text[DateAndTime.Length..];
        if (!TryReadFraction(ref rest, out var ticks) || !TryReadOffset(rest, out var offset))
            return false;

        // A minute has a 61st second only at the end of a UTC month (RFC 3339 5.7), and Unix time counts it as the next.
        var utc = seconds.Start.AddTicks(ticks) - offset;
        if (seconds.IsLeap && utc.AddTicks(-ticks) is not { Day: 1, Hour: 0, Minute: 0, Second: 0 })
            return false;
        if (utc < Earliest.UtcDateTime || utc >= End.UtcDateTime)
            return false;
        instant = new(utc, TimeSpan.Zero);
        return true;
    }

    /// <summary>Writes an instant so that <see cref="TryParse"/> reads the same one.</summary>
    public static string Write(DateTimeOffset instant) =>
        instant.ToString(DateAndTime + ".FFFFFFFK", CultureInfo.InvariantCulture);

    private static bool TryReadSeconds(ReadOnlySpan<char> text, out (DateTime Start, bool IsLeap) seconds)
    {
        seconds = default;
        if (text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':')
            return false;
        if (
            !TryReadNumber(text[..4], out var year)
            || !TryReadNumber(text[5..7], out var month)
            || !TryReadNumber(text[8..10], out var day)
            || !TryReadNumber(text[11..13], out var hour)
            || !TryReadNumber(text[14..16], out var minute)
            || !TryReadNumber(text[17..19], out var second)
        )
        {
            return false;
        }

        // Within a year of the bounds, so that no offset leaves what a DateTime can hold.
        var isDay =
            year >= Earliest.Year - 1
            && year <= End.Year
            && month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth(year, month);
        if (!isDay || hour > 23 || minute > 59 || second > 60)
            return false;
        seconds = (new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).AddSeconds(second), second == 60);
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.')
            return true;
        var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits < 1)
            return false;
        for (var i = 1; i <= TickDigits; i++)
            ticks = (ticks * 10) + (i <= digits ? rest[i] - '0' : 0);
        rest = rest[(digits + 1)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is ['Z' or 'z'])
            return true;
        if (text is not ['+' or '-', _, _, ':', _, _])
            return false;
        if (
            !TryReadNumber(text[1..3], out var hours)
            || !TryReadNumber(text[4..], out var minutes)
            || hours > 23
            || minutes > 59
        )
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] is '-' ? -1 : 1);
        return true;
    }

    // ASCII digits only, without sign or space.
    private static bool TryReadNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
