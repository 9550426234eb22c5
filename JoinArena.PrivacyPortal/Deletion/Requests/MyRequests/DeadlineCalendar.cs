using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>The deadline of a request as a calendar file (RFC 5545): one all-day event.</summary>
internal static class DeadlineCalendar
{
    public static void MapDeadlineCalendar(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/deletion/{number}/deadline.ics", DownloadAsync)
            .RequireAuthorization(WorkerAccess.Policy)
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        string number,
        HttpContext http,
        RequestQueries tracker,
        IStringLocalizer<SharedResource> words,
        CancellationToken ct
    )
    {
        if (await tracker.FindAsync(http.User.GetWorkerId(), number, ct) is not { DueBy: { } due } request)
            return TypedResults.NotFound();
        var title = words["Answer expected to deletion request {0}", request.Number];
        return TypedResults.File(
            Encoding.UTF8.GetBytes(ToICalendar(request.Number, due, title, request.ConfirmedAt ?? request.SubmittedAt)),
            "text/calendar; charset=utf-8",
            $"{request.Number}.ics"
        );
    }

    /// <summary>The file's text.</summary>
    internal static string ToICalendar(string number, DateOnly due, string title, DateTimeOffset stamp)
    {
        string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//JoinArena//Privacy Portal//EN",
            "BEGIN:VEVENT",
            $"UID:{number}@privacy.joinarena",
            $"DTSTAMP:{stamp.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
            $"DTSTART;VALUE=DATE:{Day(due)}",
            $"DTEND;VALUE=DATE:{Day(due.AddDays(1))}",
            .. Fold($"SUMMARY:{Escape(title)}"),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(l => l + "\r\n"));
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    /// <summary>
    /// At most 75 bytes a line, continued after a space (RFC 5545 3.1), and never inside a character.
    /// </summary>
    private static IEnumerable<string> Fold(string line)
    {
        var (part, bytes) = (new StringBuilder(), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > 75)
            {
                yield return part.ToString();
                (part, bytes) = (new StringBuilder(" "), 1);
            }

            part.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        yield return part.ToString();
    }
}
