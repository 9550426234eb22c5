using System.Globalization;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>How counsel signs a rule file, and what becomes of it when the file changes afterwards.</summary>
public sealed class ReviewTests : IDisposable
{
    private const string File = "laws/EU-GDPR.yml";

    private readonly RuleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_that_counsel_signed_says_who_and_when_and_has_the_hash_it_had_before()
    {
        var before = FindLaw(DeadlineRules.Load(_files.Root)).Source.SignedSha256;

        Sign(before);

        var signed = FindLaw(DeadlineRules.Load(_files.Root));
        signed.Review.ShouldBe(new Review("Ada Counsel", new DateOnly(2026, 12, 1)));
        signed.IsReviewed.ShouldBeTrue();
        signed.Source.SignedSha256.ShouldBe(before);
    }

    [Fact]
    public void A_file_that_was_changed_after_it_was_signed_is_refused_and_named()
    {
        Sign(FindLaw(DeadlineRules.Load(_files.Root)).Source.SignedSha256);

        _files.Replace(File, "period: 1 month", "period: 2 months");

        var faults = _files.ReadFaults();
        faults.ShouldContain($"{_files.FindLine(File, "reviewed-sha256:")}: the file is not what was signed");
        faults.ShouldContain("EU-GDPR.yml");
    }

    [Theory]
    [InlineData("reviewed: yes", "'reviewed-by' is missing")]
    [InlineData("reviewed: yes", "'reviewed-on' is missing")]
    [InlineData("reviewed: yes", "'reviewed-sha256' is missing")]
    [InlineData("reviewed: yes\nreviewed-by: Ada\nreviewed-on: soon", "'soon' is not a date")]
    [InlineData("reviewed: no\nreviewed-by: Ada", "it is not reviewed, so 'reviewed-by' has no use")]
    [InlineData("reviewed: no\nreviewed-on: 2026-12-01", "it is not reviewed, so 'reviewed-on' has no use")]
    [InlineData("reviewed: maybe", "write yes or no")]
    public void A_signature_that_is_not_whole_is_named(string lines, string says)
    {
        _files.Replace(File, "reviewed: no", lines);

        _files.ReadFaults().ShouldContain(says);
    }

    [Fact]
    public void A_place_and_a_calendar_are_signed_with_the_hash_of_their_file()
    {
        var germany = DeadlineRules.Load(_files.Root).FindJurisdiction("GB");
        _files.Replace("jurisdictions/gb.yml", "    reviewed: no", Indent(Signature(germany.Source.SignedSha256)));
        _files.Replace("holidays/GB.yml", "reviewed: no", Signature(germany.Calendar!.Source.SignedSha256));

        var signed = DeadlineRules.Load(_files.Root).FindJurisdiction("GB");

        (signed.IsReviewed, signed.Calendar!.IsReviewed).ShouldBe((true, true));
        signed.Source.SignedSha256.ShouldBe(germany.Source.SignedSha256);
    }

    private static Law FindLaw(DeadlineRules rules) => rules.FindJurisdiction("DE").Laws.Single();

    private static string Signature(string hash) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"reviewed: yes\nreviewed-by: Ada Counsel\nreviewed-on: 2026-12-01\nreviewed-sha256: {hash}"
        );

    private static string Indent(string lines) => $"    {lines.Replace("\n", "\n    ", StringComparison.Ordinal)}";

    private void Sign(string hash) => _files.Replace(File, "reviewed: no", Signature(hash));
}
