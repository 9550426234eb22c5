using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// Reads one law: its periods, what a refusal must contain, how long the request is kept, and its grounds. Reports
/// each fault with its line.
/// </summary>
internal static class LawFile
{
    /// <summary>Any day will do: two periods are compared by counting both from it.</summary>
    private static readonly DateOnly s_sampleDay = new(2027, 1, 1);

    /// <summary>The keys that a law with a deadline must have, each with an example.</summary>
    private static readonly (string Key, string Example)[] s_duties =
    [
        ("on-refusal", "with 'tell:', 'remedy:' and 'citation:' below it"),
        ("identity-check", "with 'effect: none' and 'citation:' below it"),
        ("keep-request", "with 'period: 24 months', 'counted-from:', 'rolls: no' and 'citation:' below it"),
    ];

    public static Law Parse(ReviewedYaml yaml)
    {
        yaml.AllowOnly(
            "law",
            "name",
            "complain-to",
            "basis",
            "binding-from",
            "reviewed",
            "acknowledge",
            "fulfil",
            "extended-to",
            "on-refusal",
            "remedy-clock",
            "identity-check",
            "keep-request",
            "grounds"
        );
        var law = new Law(
            yaml.GetText("law"),
            yaml.GetText("name"),
            yaml.GetText("complain-to"),
            yaml.GetEnum<LawBasis>("basis"),
            yaml.GetOptionalDate("binding-from"),
            ParsePeriod(yaml.GetOptionalMapping("acknowledge")),
            ParsePeriod(yaml.GetOptionalMapping("fulfil")),
            ParsePeriod(yaml.GetOptionalMapping("extended-to")),
            [
                .. yaml.GetOptionalMappings("grounds")
                    .Select(g => g.AllowOnly("code", "for", "citation", "words"))
                    .Select(g => new Ground(
                        g.GetText("code"),
                        g.GetEnum<GroundUse>("for"),
                        g.GetText("citation"),
                        g.GetText("words")
                    )),
            ],
            yaml.GetBoolean("reviewed")
        )
        {
            RefusalDuty = ParseRefusalDuty(yaml.GetOptionalMapping("on-refusal")),
            RemedyClock = ParseRemedyClock(yaml.GetOptionalMapping("remedy-clock")),
            IdentityCheck = ParseIdentityCheck(yaml.GetOptionalMapping("identity-check")),
            RetentionPeriod = ParsePeriod(yaml.GetOptionalMapping("keep-request")),
        };
        CheckPeriods(law, yaml);
        CheckDuties(law, yaml);
        CheckRetention(law, yaml);
        return law;
    }

    private static void CheckPeriods(Law law, ReviewedYaml yaml)
    {
        if (law.ResponsePeriod is null && (law.AcknowledgementPeriod ?? law.ExtendedPeriod) is not null)
            yaml.Report("law", "it has other periods but no 'fulfil'", "add 'fulfil:'");
        if (law.ResponsePeriod is null && law.Grounds.Count == 0)
            yaml.Report("law", "it has no period and no ground", "add 'fulfil:' or 'grounds:'");
        if (
            law.ResponsePeriod is { } fulfil
            && law.ExtendedPeriod is { } extended
            && (extended.Unit != fulfil.Unit || extended.Length <= fulfil.Length)
        )
        {
            yaml.Report(
                "extended-to",
                "the extended period is not longer than 'fulfil'",
                "give the whole period from receipt, in the same unit"
            );
        }

        if (law.ExtendedPeriod is { Notice: null })
        {
            yaml.Report(
                "extended-to",
                "it does not say what the worker must be informed of, and by when",
                "add 'notice: with reasons, within …' below it"
            );
        }
    }

    private static void CheckDuties(Law law, ReviewedYaml yaml)
    {
        foreach (var (key, example) in s_duties)
        {
            if (law.ResponsePeriod is not null && !yaml.Has(key))
                yaml.Report("law", $"it sets a deadline but has no '{key}'", $"add '{key}:' {example}");
            if (law.ResponsePeriod is null && yaml.Has(key))
            {
                yaml.Report(
                    key,
                    $"no request is answered under a law without 'fulfil', so '{key}' has no use",
                    "remove it, or add 'fulfil:'"
                );
            }
        }

        // The authority's name is put into a sentence; the remedy is a sentence of its own.
        if (law.ComplainTo.EndsWith('.'))
        {
            yaml.Report(
                "complain-to",
                "it ends with a full stop",
                "remove the full stop: the text is put into a sentence"
            );
        }

        if (law.RefusalDuty is { Remedy.Length: > 0 } duty && !duty.Remedy.EndsWith('.'))
        {
            yaml.GetOptionalMapping("on-refusal")!
                .Report(
                    "remedy",
                    "the remedy is not a sentence",
                    "end it with a full stop: the worker reads the text exactly as written"
                );
        }
    }

    private static void CheckRetention(Law law, ReviewedYaml yaml)
    {
        if (law.RetentionPeriod is not { } retention)
            return;
        var mapping = yaml.GetOptionalMapping("keep-request")!;
        if (retention.Rolls)
            mapping.Report("rolls", "a retention period does not roll", "write no");
        if (retention.Unit is PeriodUnit.BusinessDays)
        {
            mapping.Report(
                "period",
                "a retention period is not counted in business days",
                "write for example '24 months'"
            );
        }

        if (
            (law.ExtendedPeriod ?? law.ResponsePeriod) is { } longest
            && retention.GetLastDay(s_sampleDay) <= longest.GetLastDay(s_sampleDay)
        )
        {
            mapping.Report("period", "the request would be erased before its answer is due", "give a longer period");
        }
    }

    private static RefusalDuty? ParseRefusalDuty(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("tell", "remedy", "citation") is { } duty
            ? new(duty.GetText("tell"), duty.GetText("remedy"), duty.GetText("citation"))
            : null;

    private static RemedyClock? ParseRemedyClock(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("what", "acknowledge", "answer", "extended-to", "then", "citation") is { } clock
            ? new(
                clock.GetEnum<RemedyKind>("what"),
                ParsePeriod(clock.GetOptionalMapping("acknowledge")),
                ParsePeriod(clock.GetOptionalMapping("answer")),
                ParsePeriod(clock.GetOptionalMapping("extended-to")),
                clock.GetText("then"),
                clock.GetText("citation")
            )
            : null;

    private static IdentityCheck? ParseIdentityCheck(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("effect", "note", "citation") is { } check
            ? new(check.GetEnum<IdentityEffect>("effect"), check.GetText("citation"), check.GetOptionalText("note"))
            : null;

    private static Period? ParsePeriod(ReviewedYaml? yaml)
    {
        if (yaml is null)
            return null;
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

    private static bool TryParseLength(string text, out int length, out PeriodUnit unit)
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
