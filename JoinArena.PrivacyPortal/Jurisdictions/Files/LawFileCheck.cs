using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>Checks that what one law file says fits together.</summary>
internal static class LawFileCheck
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

    /// <summary>The keys that only a law with a deadline has a use for.</summary>
    private static readonly string[] s_useless =
    [
        .. s_duties.Select(d => d.Key),
        "refuse-by",
        "remedy-clock",
        "objection",
    ];

    public static void Run(Law law, ReviewedYaml yaml)
    {
        CheckReach(law, yaml);
        CheckBinding(law, yaml);
        CheckPeriods(law, yaml);
        CheckRefusal(law, yaml);
        CheckDuties(law, yaml);
        CheckTexts(law, yaml);
        CheckRetention(law, yaml);
        if (law.RemedyClock is { } clock)
            CheckRemedyClock(clock, yaml.GetOptionalMapping("remedy-clock")!);
        CheckObjection(law, yaml);
    }

    private static void CheckReach(Law law, ReviewedYaml yaml)
    {
        if (law.HoldsBy is HoldsBy.Residence && yaml.Has("categories"))
        {
            yaml.Report(
                "categories",
                "a law of the worker's residence holds for all data",
                "remove 'categories', or write 'holds-by: job' if the place of the job decides"
            );
        }
    }

    private static void CheckBinding(Law law, ReviewedYaml yaml)
    {
        foreach (var key in new[] { "binding-from", "binding-until" })
        {
            if (law.Basis is LawBasis.Voluntary && yaml.Has(key))
            {
                yaml.Report(
                    key,
                    $"a promise does not bind, so '{key}' has no use",
                    "remove it, or write 'basis: binding'"
                );
            }
        }

        if (law.BindingUntil < law.BindingFrom)
            yaml.Report("binding-until", "it ends before it begins", "write a day that is not before 'binding-from'");
        if (law is { ReplacedBy: not null, BindingUntil: null })
        {
            yaml.Report(
                "replaced-by",
                "it does not say until when the law binds",
                "add 'binding-until:' with the last day, or remove 'replaced-by'"
            );
        }
    }

    private static void CheckPeriods(Law law, ReviewedYaml yaml)
    {
        if (law.ResponsePeriod is null && (law.AcknowledgementPeriod ?? law.ExtendedPeriod) is not null)
            yaml.Report("law", "it has other periods but no 'fulfil'", "add 'fulfil:'");
        if (law.ResponsePeriod is null && law.Grounds.Count == 0)
            yaml.Report("law", "it has no period and no ground", "add 'fulfil:' or 'grounds:'");
        CheckExtension(law.ResponsePeriod, law.ExtendedPeriod, "fulfil", yaml);
        if (law.ExtendedPeriod is { Notice: null })
        {
            yaml.Report(
                "extended-to",
                "it does not say what the worker must be informed of, and by when",
                "add 'notice: with reasons, within …' below it"
            );
        }
    }

    private static void CheckExtension(Period? period, Period? extended, string key, ReviewedYaml yaml)
    {
        if (
            period is not null
            && extended is not null
            && (extended.Unit != period.Unit || extended.Length <= period.Length)
        )
        {
            yaml.Report(
                "extended-to",
                $"the extended period is not longer than '{key}'",
                "give the whole period from receipt, in the same unit"
            );
        }
    }

    private static void CheckRefusal(Law law, ReviewedYaml yaml)
    {
        if (law.ResponsePeriod is null)
            return;
        if (!law.Grounds.Any(g => g.Use is GroundUse.Refusing))
        {
            yaml.Report(
                "law",
                "it sets a deadline but has no ground to refuse a request that was not proven",
                "add a ground with 'for: refusing' below 'grounds:'"
            );
        }

        var longest = law.ExtendedPeriod ?? law.ResponsePeriod;
        if (law.RefusalPeriod?.GetLastDay(s_sampleDay) > longest.GetLastDay(s_sampleDay))
        {
            yaml.Report(
                "refuse-by",
                "a refusal would be allowed when the answer is late",
                "give a period that is not longer than the answer's"
            );
        }
    }

    private static void CheckDuties(Law law, ReviewedYaml yaml)
    {
        if (law.ResponsePeriod is null)
        {
            foreach (var key in s_useless.Where(yaml.Has))
            {
                yaml.Report(
                    key,
                    $"no request is answered under a law without 'fulfil', so '{key}' has no use",
                    "remove it, or add 'fulfil:'"
                );
            }

            return;
        }

        foreach (var (key, example) in s_duties.Where(d => !yaml.Has(d.Key)))
            yaml.Report("law", $"it sets a deadline but has no '{key}'", $"add '{key}:' {example}");
    }

    private static void CheckTexts(Law law, ReviewedYaml yaml)
    {
        // The authority's name is put into a sentence; the remedy is a sentence of its own.
        if (law.ComplainTo.EndsWith('.'))
        {
            yaml.Report(
                "complain-to",
                "it ends with a full stop",
                "remove the full stop: the text is put into a sentence"
            );
        }

        if (law.RefusalDuty is not { } duty)
            return;
        var refusal = yaml.GetOptionalMapping("on-refusal")!;
        CheckSentence(duty.Remedy, "remedy", refusal);
        if (duty.RemedyWhereKept is { } whereKept)
            CheckSentence(whereKept, "remedy-where-kept", refusal);
    }

    private static void CheckRemedyClock(RemedyClock clock, ReviewedYaml yaml)
    {
        if (clock is { Acknowledgement: null, Answer: null })
            yaml.Report("what", "it has no period", "add 'acknowledge:' or 'answer:' below it");
        if (clock is { Answer: null, Extended: not null })
            yaml.Report("extended-to", "it extends no period", "add 'answer:' beside it, or remove it");
        CheckExtension(clock.Answer, clock.Extended, "answer", yaml);
        CheckSentence(clock.NextStep, "then", yaml);
    }

    private static void CheckObjection(Law law, ReviewedYaml yaml)
    {
        if (law.Objection is not { } right)
            return;
        if (law.HoldsBy is HoldsBy.Job)
        {
            yaml.Report(
                "objection",
                "a stop is answered under the law where the worker lives, not where the job is",
                "remove it, or remove 'holds-by: job'"
            );
        }

        if (right.Unless.EndsWith('.'))
        {
            yaml.GetOptionalMapping("objection")!
                .Report("unless", "it ends with a full stop", "remove the full stop: the text is put into a sentence");
        }
    }

    private static void CheckSentence(string text, string key, ReviewedYaml yaml)
    {
        if (text.Length > 0 && !text.EndsWith('.'))
        {
            yaml.Report(
                key,
                $"'{key}' is not a sentence",
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
}
