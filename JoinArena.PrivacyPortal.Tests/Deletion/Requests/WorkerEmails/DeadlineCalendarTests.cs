using System.Text;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.WorkerEmails;

public sealed class DeadlineCalendarTests
{
    private static readonly DateTimeOffset s_stamp = new(2026, 11, 24, 14, 2, 3, TimeSpan.Zero);

    [Fact]
    public void The_calendar_file_is_one_event_of_that_day() =>
        DeadlineCalendar
            .ToICalendar("DR-2026-000001", new(2026, 12, 31), "Answer expected", s_stamp)
            .Split("\r\n")
            .ShouldBe([
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//JoinArena//Privacy Portal//EN",
                "BEGIN:VEVENT",
                "UID:DR-2026-000001@privacy.joinarena",
                "DTSTAMP:20261124T140203Z",
                "DTSTART;VALUE=DATE:20261231",
                "DTEND;VALUE=DATE:20270101",
                "SUMMARY:Answer expected",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]);

    [Fact]
    public void A_long_title_is_folded_between_characters_and_unfolds_to_itself()
    {
        var title = string.Concat(Enumerable.Repeat("Löschung ", 20));

        var file = DeadlineCalendar.ToICalendar("DR-2026-000001", new(2026, 12, 31), title, s_stamp);

        file.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        file.Replace("\r\n ", "", StringComparison.Ordinal).ShouldContain($"SUMMARY:{title}\r\n");
    }

    [Fact]
    public void A_character_that_would_end_a_value_is_escaped() =>
        DeadlineCalendar
            .ToICalendar("DR-2026-000001", new(2026, 12, 31), "A, B; C\\D\nE", s_stamp)
            .ShouldContain("SUMMARY:A\\, B\\; C\\\\D\\nE\r\n");
}
