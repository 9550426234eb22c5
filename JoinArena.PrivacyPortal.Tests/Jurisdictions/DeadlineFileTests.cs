using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

public sealed class DeadlineFileTests : IDisposable
{
    private readonly string _policies = Directory.CreateTempSubdirectory("policies").FullName;

    public DeadlineFileTests()
    {
        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(ReviewedRules.Directory, "deletion"),
                "*.yml",
                SearchOption.AllDirectories
            )
        )
        {
            var copy = Path.Combine(_policies, Path.GetRelativePath(ReviewedRules.Directory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => Directory.Delete(_policies, recursive: true);

    [Theory]
    [InlineData("laws/EU-GDPR.yml", "period: 1 month", "period: one month", 7, "is not a period")]
    [InlineData("laws/EU-GDPR.yml", "rolls: yes", "rolls: maybe", 9, "write yes or no")]
    [InlineData("laws/EU-GDPR.yml", "counted-from: day-after", "counted-from: yesterday", 8, "day-after, day-itself")]
    [InlineData("laws/EU-GDPR.yml", "basis: binding", "bassis: binding", 4, "'bassis' is not a known key here")]
    [InlineData("laws/EU-GDPR.yml", "period: 3 months", "period: 1 month", 13, "not longer than 'fulfil'")]
    [InlineData("laws/EU-GDPR.yml", "on-refusal:\n", "on-refusals:\n", 18, "'on-refusals' is not a known key here")]
    [InlineData(
        "laws/EU-GDPR.yml",
        "  remedy: You can also go to court, whether or not you complain.\n",
        "",
        19,
        "'remedy' is missing"
    )]
    [InlineData(
        "laws/EU-GDPR.yml",
        "whether or not you complain.",
        "whether or not you complain",
        20,
        "end it with a full stop"
    )]
    [InlineData(
        "laws/EU-GDPR.yml",
        "complain-to: the data protection authority of your country",
        "complain-to: the data protection authority of your country.",
        3,
        "ends with a full stop"
    )]
    [InlineData("laws/EU-GDPR.yml", "effect: pauses", "effect: stops", 23, "use one of none, pauses, restarts")]
    [InlineData("laws/EU-GDPR.yml", "period: 36 months", "period: 2 months", 27, "erased before its answer is due")]
    [InlineData(
        "laws/EU-GDPR.yml",
        "period: 36 months",
        "period: 900 business-days",
        27,
        "not counted in business days"
    )]
    [InlineData(
        "laws/EU-GDPR.yml",
        "  notice: with reasons, before the first month ends\n",
        "",
        13,
        "what the worker must be informed of, and by when"
    )]
    [InlineData(
        "laws/US-CA-CCPA.yml",
        "  rolls: no\n  citation: 11 CCR 7101(a)-(b)",
        "  rolls: yes\n  citation: 11 CCR 7101(a)-(b)",
        36,
        "does not roll"
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
        8,
        "has no use"
    )]
    [InlineData(
        "jurisdictions/us.yml",
        "    name: United States, state not known\n",
        "    name: United States, state not known\n    complain-to: the Governor\n",
        30,
        "each names its own authority"
    )]
    [InlineData("laws/EU-GDPR.yml", "name: General", "name: \"General", 0, "not YAML")]
    [InlineData("jurisdictions/gb.yml", "zone: Europe/London", "zone: Europe/Londn", 5, "no time zone")]
    [InlineData("jurisdictions/gb.yml", "laws: [UK-GDPR]", "laws: [UK-GPDR]", 7, "no law is called 'UK-GPDR'")]
    [InlineData("jurisdictions/gb.yml", "    holidays: GB-ENG\n", "", 6, "no calendar is named")]
    [InlineData("jurisdictions/gb.yml", "laws: [UK-GDPR]", "laws: [UK-GDPR", 0, "not YAML")]
    [InlineData("jurisdictions/gb.yml", "code: GB", "code: DE", 1, "is defined in another file too")]
    [InlineData("holidays/DE.yml", "2026-01-01: New", "2025-01-01: New", 8, "outside")]
    [InlineData("holidays/DE.yml", "2026-04-03: Good", "3 April 2026: Good", 0, "is not a date")]
    public void A_fault_names_the_file_the_line_and_how_to_mend_it(
        string file,
        string from,
        string to,
        int line,
        string says
    )
    {
        var path = Path.Combine(_policies, "deletion", file);
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);

        var message = Should.Throw<ConfigurationException>(() => DeadlineRules.Load(_policies)).Message;

        message.ShouldContain(says);
        message
            .Split(Environment.NewLine)
            .ShouldAllBe(l =>
                l.StartsWith(Path.Combine(_policies, "deletion"), StringComparison.Ordinal) && l.Split(": ").Length >= 3
            );
        if (line > 1)
            message.ShouldContain($"{path}:{line}: ");
    }

    [Fact]
    public void Rules_without_an_entry_for_all_other_places_are_refused()
    {
        File.Delete(Path.Combine(_policies, "deletion", "jurisdictions", "unknown.yml"));

        Should
            .Throw<ConfigurationException>(() => DeadlineRules.Load(_policies))
            .Message.ShouldContain("no place is called 'unknown'");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        Directory.Delete(Path.Combine(_policies, "deletion", "laws"), recursive: true);

        Should
            .Throw<ConfigurationException>(() => DeadlineRules.Load(_policies))
            .Message.ShouldContain("there is no such folder");
    }
}
