using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

public sealed class DeadlineFileTests : IDisposable
{
    private readonly RuleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("laws/EU-GDPR.yml", "period: 1 month", "period: one month", 10, "is not a period")]
    [InlineData("laws/EU-GDPR.yml", "rolls: yes", "rolls: maybe", 12, "write yes or no")]
    [InlineData("laws/EU-GDPR.yml", "counted-from: day-after", "counted-from: yesterday", 11, "day-after, day-itself")]
    [InlineData("laws/EU-GDPR.yml", "basis: binding", "bassis: binding", 7, "'bassis' is not a known key here")]
    [InlineData("laws/EU-GDPR.yml", "period: 3 months", "period: 1 month", 16, "not longer than 'fulfil'")]
    [InlineData("laws/EU-GDPR.yml", "on-refusal:\n", "on-refusals:\n", 27, "'on-refusals' is not a known key here")]
    [InlineData(
        "laws/EU-GDPR.yml",
        "  remedy: You can also complain where you work, or where it happened. You can also go to court, whether or not you complain.\n",
        "",
        28,
        "'remedy' is missing"
    )]
    [InlineData(
        "laws/EU-GDPR.yml",
        "whether or not you complain.",
        "whether or not you complain",
        29,
        "end it with a full stop"
    )]
    [InlineData(
        "laws/EU-GDPR.yml",
        "complain-to: the data protection authority of your country",
        "complain-to: the data protection authority of your country.",
        6,
        "ends with a full stop"
    )]
    [InlineData("laws/EU-GDPR.yml", "effect: pauses", "effect: stops", 32, "use one of none, pauses, restarts")]
    [InlineData("laws/EU-GDPR.yml", "period: 36 months", "period: 2 months", 36, "erased before its answer is due")]
    [InlineData(
        "laws/EU-GDPR.yml",
        "period: 36 months",
        "period: 900 business-days",
        36,
        "not counted in business days"
    )]
    [InlineData(
        "laws/EU-GDPR.yml",
        "  notice: with the reasons (the complexity or the number of requests), before the first month ends\n",
        "",
        16,
        "what the worker must be informed of, and by when"
    )]
    [InlineData(
        "laws/US-CA-CCPA.yml",
        "  rolls: no\n  citation: 11 CCR 7101(a)-(b)",
        "  rolls: yes\n  citation: 11 CCR 7101(a)-(b)",
        41,
        "does not roll"
    )]
    [InlineData(
        "laws/US-CA-CCPA.yml",
        "  remedy-where-kept: What the exception does not cover is erased all the same. This act does not let you sue over this.",
        "  remedy-where-kept: What the exception does not cover is erased",
        32,
        "'remedy-where-kept' is not a sentence"
    )]
    [InlineData(
        "laws/US-CO.yml",
        "keep-request:\n  period: 24 months\n  counted-from: day-after\n  rolls: no\n  citation: 4 CCR 904-3 r. 6.11\n",
        "",
        1,
        "it sets a deadline but has no 'keep-request'"
    )]
    [InlineData(
        "laws/US-FEDERAL.yml",
        "grounds:",
        "identity-check:\n  effect: none\n  citation: none\ngrounds:",
        12,
        "has no use"
    )]
    [InlineData(
        "jurisdictions/in.yml",
        "    name: India\n",
        "    name: India\n    complain-to: the Governor\n",
        6,
        "each names its own authority"
    )]
    [InlineData("laws/EU-GDPR.yml", "name: General", "name: \"General", 0, "not YAML")]
    [InlineData("jurisdictions/gb.yml", "zone: Europe/London", "zone: Europe/Londn", 8, "no time zone")]
    [InlineData("jurisdictions/gb.yml", "laws: [UK-GDPR]", "laws: [UK-GPDR]", 10, "no law is called 'UK-GPDR'")]
    [InlineData("jurisdictions/gb.yml", "    holidays: GB\n", "", 9, "no calendar is named")]
    [InlineData("jurisdictions/gb.yml", "laws: [UK-GDPR]", "laws: [UK-GDPR", 0, "not YAML")]
    [InlineData("jurisdictions/gb.yml", "code: GB", "code: DE", 1, "is defined in another file too")]
    [InlineData("holidays/DE.yml", "2026-01-01: New", "2025-01-01: New", 9, "outside")]
    [InlineData("holidays/DE.yml", "2026-04-03: Good", "3 April 2026: Good", 0, "is not a date")]
    public void A_fault_names_the_file_the_line_and_how_to_mend_it(
        string file,
        string from,
        string to,
        int line,
        string says
    )
    {
        _files.Replace(file, from, to);

        var message = _files.ReadFaults();

        message.ShouldContain(says);
        message
            .Split(Environment.NewLine)
            .ShouldAllBe(l => l.StartsWith(_files.GetPath(""), StringComparison.Ordinal) && l.Split(": ").Length >= 3);
        if (line > 1)
            message.ShouldContain($"{_files.GetPath(file)}:{line}: ");
    }

    [Fact]
    public void Rules_without_an_entry_for_all_other_places_are_refused()
    {
        File.Delete(_files.GetPath("jurisdictions/unknown.yml"));

        _files.ReadFaults().ShouldContain("no place is called 'unknown'");
    }

    [Fact]
    public void A_missing_folder_of_laws_is_named()
    {
        Directory.Delete(_files.GetPath("laws"), recursive: true);

        _files.ReadFaults().ShouldContain("there is no such folder");
    }

    [Fact]
    public void A_setting_that_names_a_place_without_an_entry_is_refused() =>
        Should
            .Throw<ConfigurationException>(() => DeadlineRules.Load(_files.Root, "ZZ"))
            .Message.ShouldBe(
                "Portal__Deletion__ActsIn: policies/deletion has no entry for 'ZZ'; for example Portal__Deletion__ActsIn=IE"
            );

    [Fact]
    public void A_folder_without_rules_has_no_fault()
    {
        Directory.Delete(_files.GetPath(""), recursive: true);

        DeadlineRules.Check(_files.Root).ShouldBeEmpty();
    }
}
