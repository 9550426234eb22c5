using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>
/// Reads one law: its source, its periods, what a refusal must contain, how long the request is kept, and its grounds.
/// Reports each fault with its line.
/// </summary>
internal static class LawFile
{
    public static Law Parse(ReviewedYaml yaml)
    {
        yaml.AllowOnly([
            "law",
            "name",
            "source",
            "learned",
            "not-read",
            "complain-to",
            "website",
            "basis",
            "binding-from",
            "binding-until",
            "replaced-by",
            "holds-by",
            "categories",
            .. SourceFile.ReviewKeys,
            "acknowledge",
            "fulfil",
            "extended-to",
            "refuse-by",
            "on-refusal",
            "remedy-clock",
            "identity-check",
            "keep-request",
            "objection",
            "grounds",
        ]);
        var source = SourceFile.Parse(yaml);
        var law = new Law(
            yaml.GetText("law"),
            yaml.GetText("name"),
            yaml.GetText("complain-to"),
            yaml.GetEnum<LawBasis>("basis"),
            yaml.GetOptionalDate("binding-from"),
            ParsePeriod(yaml, "acknowledge"),
            ParsePeriod(yaml, "fulfil"),
            ParsePeriod(yaml, "extended-to"),
            [.. yaml.GetOptionalMappings("grounds").Select(ParseGround)],
            SourceFile.ParseReview(yaml, source)
        )
        {
            Source = source,
            Website = SourceFile.ParseWebsite(yaml),
            BindingUntil = yaml.GetOptionalDate("binding-until"),
            ReplacedBy = yaml.GetOptionalText("replaced-by"),
            RefusalPeriod = ParsePeriod(yaml, "refuse-by"),
            RefusalDuty = ParseRefusalDuty(yaml.GetOptionalMapping("on-refusal")),
            RemedyClock = ParseRemedyClock(yaml.GetOptionalMapping("remedy-clock")),
            IdentityCheck = ParseIdentityCheck(yaml.GetOptionalMapping("identity-check")),
            Objection = ParseObjection(yaml.GetOptionalMapping("objection")),
            RetentionPeriod = ParsePeriod(yaml, "keep-request"),
            HoldsBy = yaml.Has("holds-by") ? yaml.GetEnum<HoldsBy>("holds-by") : HoldsBy.Residence,
            Categories = yaml.Has("categories")
                ? yaml.GetEnumSet<DataCategory>("categories")
                : new HashSet<DataCategory>(),
        };
        LawFileCheck.Run(law, yaml);
        return law;
    }

    private static Ground ParseGround(ReviewedYaml yaml)
    {
        yaml.AllowOnly("code", "for", "citation", "words", "words-to-party", "at-most", "needs");
        var words = yaml.GetText("words");
        var ground = new Ground(yaml.GetText("code"), yaml.GetEnum<GroundUse>("for"), yaml.GetText("citation"), words)
        {
            PartyText = yaml.GetOptionalText("words-to-party") ?? words,
            AtMostMonths = ParseMonths(yaml),
            NeedsHold = ParseNeedsHold(yaml),
        };
        foreach (var key in new[] { "at-most", "needs" })
        {
            if (ground.Use is GroundUse.Refusing && yaml.Has(key))
                yaml.Report(key, $"nothing is kept on a ground for refusing, so '{key}' has no use", "remove it");
        }

        return ground;
    }

    private static int? ParseMonths(ReviewedYaml yaml)
    {
        if (yaml.GetOptionalText("at-most") is not { } text)
            return null;
        if (PeriodFile.TryParseLength(text, out var length, out var unit) && unit is PeriodUnit.Months)
            return length;
        yaml.Report("at-most", $"'{text}' is not a number of months", "write for example '12 months'");
        return null;
    }

    private static bool ParseNeedsHold(ReviewedYaml yaml)
    {
        if (yaml.GetOptionalText("needs") is not { } text)
            return false;
        if (text != "hold")
            yaml.Report("needs", $"'{text}' is nothing a ground can need", "write 'needs: hold', or remove it");
        return true;
    }

    private static RefusalDuty? ParseRefusalDuty(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("tell", "remedy", "remedy-where-kept", "remedy-on-page", "citation") is { } duty
            ? new(duty.GetText("tell"), duty.GetText("remedy"), duty.GetText("citation"))
            {
                RemedyWhereKept = duty.GetOptionalText("remedy-where-kept"),
                RemedyOnPage = duty.GetOptionalText("remedy-on-page"),
            }
            : null;

    private static RemedyClock? ParseRemedyClock(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("what", "acknowledge", "answer", "extended-to", "then", "citation") is { } clock
            ? new(
                clock.GetEnum<RemedyKind>("what"),
                ParsePeriod(clock, "acknowledge"),
                ParsePeriod(clock, "answer"),
                ParsePeriod(clock, "extended-to"),
                clock.GetText("then"),
                clock.GetText("citation")
            )
            : null;

    private static ObjectionRight? ParseObjection(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("answer", "unless", "citation") is { } right && right.GetMapping("answer") is { } answer
            ? new(PeriodFile.Parse(answer), right.GetText("unless"), right.GetText("citation"))
            : null;

    private static IdentityCheck? ParseIdentityCheck(ReviewedYaml? yaml) =>
        yaml?.AllowOnly("effect", "note", "citation") is { } check
            ? new(check.GetEnum<IdentityEffect>("effect"), check.GetText("citation"), check.GetOptionalText("note"))
            : null;

    private static Period? ParsePeriod(ReviewedYaml yaml, string key) =>
        yaml.GetOptionalMapping(key) is { } period ? PeriodFile.Parse(period) : null;
}
