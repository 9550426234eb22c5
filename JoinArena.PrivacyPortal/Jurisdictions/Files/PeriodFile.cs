using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>Reads a period of a law.</summary>
internal static class PeriodFile
{
    public static Period Parse(ReviewedYaml yaml)
    {
        yaml.AllowOnly("period", "counted-from", "rolls", "note", "notice", "citation");
        var text = yaml.GetText("period", "1 month");
        if (!TryParseLength(text, out var length, out var unit) && text.Length > 0)
        {
            yaml.Report(
                "period",
                $"'{text}' is not a period",
                "write for example '1 month', '45 calendar-days' or '10 business-days'"
            );
        }

        return new(
            length,
            unit,
            yaml.GetEnum<CountedFrom>("counted-from"),
            yaml.GetBoolean("rolls"),
            yaml.GetText("citation"),
            yaml.GetOptionalText("note"),
            yaml.GetOptionalText("notice")
        );
    }

    /// <summary>Reads a number of units, such as <c>10 business-days</c>.</summary>
    public static bool TryParseLength(string text, out int length, out PeriodUnit unit)
    {
        length = 0;
        unit = default;
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var word]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out length)
            && length is >= 1 and <= 1000
            && TryParseUnit(word, out unit);
    }

    private static bool TryParseUnit(string word, out PeriodUnit unit) =>
        KebabCase.TryParse(word.EndsWith('s') ? word : word + "s", out unit);
}
