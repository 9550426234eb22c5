using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// Reads one law: its clocks, what a refusal under it must tell, how long the request is kept, its grounds. Whatever is
/// wrong is reported at its line.
/// </summary>
internal static class LawFile
{
    private static readonly DateOnly s_someDay = new(2027, 1, 1);

    /// <summary>What every law with a clock has to say, with an example.</summary>
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
            Period(yaml.GetOptionalMapping("acknowledge")),
            Period(yaml.GetOptionalMapping("fulfil")),
            Period(yaml.GetOptionalMapping("extended-to")),
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
            RefusalDuty = OnRefusal(yaml.GetOptionalMapping("on-refusal")),
            IdentityCheck = Identity(yaml.GetOptionalMapping("identity-check")),
            RetentionPeriod = Period(yaml.GetOptionalMapping("keep-request")),
        };
        CheckClocks(law, yaml);
        CheckDuties(law, yaml);
        return law;
    }

    private static void CheckClocks(Law law, ReviewedYaml yaml)
    {
        if (law.ResponsePeriod is null && (law.AcknowledgementPeriod ?? law.ExtendedPeriod) is not null)
            yaml.Report("law", "it has other clocks but no 'fulfil'", "add 'fulfil:'");
        if (law.ResponsePeriod is null && law.Grounds.Count == 0)
            yaml.Report("law", "it has no clock and no ground", "add 'fulfil:' or 'grounds:'");
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
                "it does not say what has to be told, and by when",
                "add 'notice: with reasons, within …' below it"
            );
        }
    }

    private static void CheckDuties(Law law, ReviewedYaml yaml)
    {
        foreach (var (key, example) in s_duties)
        {
            if (law.ResponsePeriod is not null && !yaml.Has(key))
                yaml.Report("law", $"it has a clock but no '{key}'", $"add '{key}:' {example}");
            if (law.ResponsePeriod is null && yaml.Has(key))
            {
                yaml.Report(
                    key,
                    $"no request is answered under a law without 'fulfil', so '{key}' has no use",
                    "take it out, or add 'fulfil:'"
                );
            }
        }

        // It stands inside a sentence of ours, and the remedy after one.
        if (law.ComplainTo.EndsWith('.'))
        {
            yaml.Report(
                "complain-to",
                "it ends with a full stop",
                "take the full stop away: it is put into a sentence"
            );
        }

        if (law.RefusalDuty is { Remedy.Length: > 0 } told && !told.Remedy.EndsWith('.'))
        {
            yaml.GetOptionalMapping("on-refusal")!
                .Report(
                    "remedy",
                    "the remedy is no sentence",
                    "end it with a full stop: the worker reads it as it stands"
                );
        }

        if (law.RetentionPeriod is not { } keep)
            return;
        var mapping = yaml.GetOptionalMapping("keep-request")!;
        if (keep.Rolls)
            mapping.Report("rolls", "how long something is kept does not roll", "write no");
        if (keep.Unit is PeriodUnit.BusinessDays)
        {
            mapping.Report(
                "period",
                "business days do not tell how long something is kept",
                "write for example '24 months'"
            );
        }

        if (
            (law.ExtendedPeriod ?? law.ResponsePeriod) is { } longest
            && keep.GetLastDay(s_someDay) <= longest.GetLastDay(s_someDay)
        )
        {
            mapping.Report(
                "period",
                "the request would be gone before its answer has to be there",
                "give a longer period"
            );
        }
    }

    private static RefusalDuty? OnRefusal(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("tell", "remedy", "citation") is null
            ? null
            : new(yaml.GetText("tell"), yaml.GetText("remedy"), yaml.GetText("citation"));

    private static IdentityCheck? Identity(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("effect", "note", "citation") is null
            ? null
            : new(yaml.GetEnum<IdentityEffect>("effect"), yaml.GetText("citation"), yaml.GetOptionalText("note"));

    private static Period? Period(ReviewedYaml? yaml)
    {
        if (yaml is null)
            return null;
        yaml.AllowOnly("period", "counted-from", "rolls", "note", "notice", "citation");
        var words = yaml.GetText("period", "1 month").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (length, unit) = (0, default(PeriodUnit));
        if (
            words.Length > 0
            && (
                words.Length != 2
                || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out length)
                || length is < 1 or > 1000
                || !TryUnit(words[1], out unit)
            )
        )
        {
            yaml.Report(
                "period",
                $"'{string.Join(' ', words)}' is not a period",
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

    private static bool TryUnit(string word, out PeriodUnit unit) =>
        KebabCase.TryParse(word.EndsWith('s') ? word : word + "s", out unit);
}
