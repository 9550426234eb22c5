using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>What a person reads about how a date was worked out.</summary>
public sealed class DeadlineExplanationTests
{
    [Fact]
    public void It_says_in_what_days_California_counts_and_which_is_the_first() =>
        Compute("US-CA", "2027-01-31")
            .Explanation.ShouldBe([
                "Received on 31 January 2027, the date in America/Los_Angeles.",
                "US-CA-CCPA: 10 business days counted from the day after receipt ends on 12 February 2027 (11 CCR 7021(a)).",
                "US-CA-CCPA: we must confirm receipt by 12 February 2027.",
                "US-CA-CCPA: 45 days counted from the day of receipt itself ends on 16 March 2027 "
                    + "(Cal. Civ. Code 1798.130(a)(2); 11 CCR 7021(b)).",
                "Note: the day of receipt is counted; the later reading ends one day after.",
                "US-CA-CCPA: the answer is due by 16 March 2027.",
                "US-CA-CCPA: 90 days counted from the day of receipt itself ends on 30 April 2027 (11 CCR 7021(b)).",
                "US-CA-CCPA: with an extension, the answer is due by 30 April 2027, "
                    + "if we inform the worker with the reason, within the first 45 days.",
            ]);

    [Fact]
    public void It_says_which_of_several_laws_gives_the_date_and_says_nothing_of_that_for_one()
    {
        var job = new JobData("US-IL", DataCategory.InterviewRecording);

        Compute(new("DE", [job]), "2026-12-01")
            .Explanation[^1]
            .ShouldBe("The earliest date applies: 31 December 2026, under US-IL-AIVIA.");
        Compute("DE", "2026-12-01").Explanation.ShouldNotContain(s => s.StartsWith("The earliest date"));
    }

    [Theory]
    [InlineData("2027-01-31")] // moves to the next working day
    [InlineData("2027-02-26")] // past Easter
    [InlineData("2030-11-30")] // to the end of the calendar
    [InlineData("2031-02-01")] // beyond it
    public void It_says_nothing_twice_where_we_act_in_the_place_of_the_worker(string received)
    {
        var actingThere = DeadlineRules.Load(ReviewedRules.Directory, "DE");

        actingThere
            .ComputeDeadlines("DE", ReviewedRules.NoonUtc(received))
            .Explanation.ShouldBe(Compute("DE", received).Explanation);
    }

    [Theory]
    [InlineData(null, "unknown", "We know no law for unknown, so we keep our own promise.")]
    [InlineData("", "unknown", "We know no law for unknown, so we keep our own promise.")]
    [InlineData("  ", "unknown", "We know no law for unknown, so we keep our own promise.")]
    [InlineData(" ZZ ", "ZZ", "We know no law for ZZ, so we keep our own promise.")]
    [InlineData("RE", "RE", "The rules of FR (France) apply in RE.")]
    [InlineData("DE-BY", "DE-BY", "We have no rules for DE-BY, so we use those of DE (Germany).")]
    public void It_names_the_place_that_was_asked_for_and_whose_rules_apply_there(
        string? residence,
        string place,
        string sentence
    )
    {
        var deadlines = Compute(residence, "2026-12-01");

        (deadlines.Jurisdiction, deadlines.Explanation[0]).ShouldBe((place, sentence));
    }

    [Theory]
    [InlineData("US-CA-CCPA", "California Consumer Privacy Act, Civil Code 1798.105")]
    [InlineData("GONE", "GONE")]
    public void A_law_has_its_full_name_or_its_code_once_the_rules_no_longer_have_it(string code, string name) =>
        ReviewedRules.Shipped.FindLawName(code).ShouldBe(name);

    [Theory]
    [InlineData("GB", "the United Kingdom")]
    [InlineData("UK", "the United Kingdom")]
    [InlineData("ZZ", "ZZ")]
    public void A_place_has_its_name_or_its_code_if_it_has_no_entry(string code, string name) =>
        ReviewedRules.Shipped.FindPlaceName(code).ShouldBe(name);

    private static ResponseDeadlines Compute(RequestPlaces places, string received) =>
        ReviewedRules.Shipped.ComputeDeadlines(places, ReviewedRules.NoonUtc(received));
}
