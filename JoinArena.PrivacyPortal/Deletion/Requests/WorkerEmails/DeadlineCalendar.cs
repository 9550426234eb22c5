using System.Globalization;
using System.Text;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>The deadline of a request as a calendar file (RFC 5545): one all-day event.</summary>
internal static class DeadlineCalendar
{
    /// <summary>The file's text.</summary>
    internal static string ToICalendar(string number, DateOnly due, string title, DateTimeOffset stamp)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//JoinArena//Privacy Portal//EN",
            "BEGIN:VEVENT",
            $"UID:{number}@privacy.joinarena",
            $"DTSTAMP:{stamp.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            $"DTSTART;VALUE=DATE:{FormatDay(due)}",
            $"DTEND;VALUE=DATE:{FormatDay(due.AddDays(1))}",
            .. Fold($"SUMMARY:{Escape(title)}"),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(l => l + "\r\n"));
    }

    private static string FormatDay(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    /// <summary>
    /// Folds a line at 75 bytes, never inside a character; the next line continues after a space (RFC 5545 3.1).
    /// </summary>
    private static IEnumerable<string> Fold(string line)
    {
        var part = new StringBuilder();
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > 75)
            {
                yield return part.ToString();
                part = new StringBuilder(" ");
                bytes = 1;
            }

            part.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        yield return part.ToString();
    }
}
