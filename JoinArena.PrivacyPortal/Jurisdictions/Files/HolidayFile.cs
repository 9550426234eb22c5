using System.Globalization;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>Reads the public holidays of one place. Reports each fault with its line.</summary>
internal static class HolidayFile
{
    public static HolidayCalendar Parse(ReviewedYaml yaml)
    {
        yaml.AllowOnly([
            "calendar",
            "name",
            "source",
            "learned",
            "not-read",
            .. SourceFile.ReviewKeys,
            "from",
            "until",
            "days",
        ]);
        var source = SourceFile.Parse(yaml);
        var calendar = new HolidayCalendar(
            yaml.GetText("calendar"),
            source,
            yaml.GetDate("from"),
            yaml.GetDate("until"),
            yaml.GetNamedDays("days"),
            SourceFile.ParseReview(yaml, source)
        )
        {
            Name = yaml.GetOptionalText("name"),
        };
        if (calendar.Until < calendar.From)
            yaml.Report("until", "it ends before it begins", "write a day that is not before 'from'");
        foreach (var day in calendar.Days.Keys.Where(d => d != default && !calendar.Covers(d)))
        {
            yaml.Report(
                "days",
                string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is outside 'from' and 'until'"),
                "extend the range only if every holiday in it is listed"
            );
        }

        return calendar;
    }
}
